import ArgumentParser
import Glibc

/// How a report is to look and where it goes; common to every command that makes one.
struct ReportOptions: ParsableArguments {
  /// The forms of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson, markdown, html, pcapng

    /// Whether people read it: many resets are then grouped.
    var isPage: Bool { self == .text || self == .markdown || self == .html }
    /// Whether it would only harm a terminal.
    var needsFile: Bool { self == .html || self == .pcapng }
  }

  /// When to colour.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: "The report's form.")
  var format: Format = .text

  @Option(name: [.short, .long], help: "Where to write it; html and pcapng need this on a terminal.")
  var output: String?

  @Option(help: "Colour in text; auto means on a terminal, unless NO_COLOR or TERM=dumb is set.")
  var color: Color = .auto

  @Flag(help: "Leave the bytes that the connections carried out of every output.")
  var noPayload = false

  @Flag(help: "Map addresses to others, each to the same one throughout.")
  var anonymize = false

  @Flag(name: [.short, .long], help: "No progress and no warnings on standard error.")
  var quiet = false

  func validate() throws {
    if format.needsFile, output == nil, isatty(STDOUT_FILENO) == 1 {
      throw ValidationError("--format \(format.rawValue) needs --output PATH on a terminal.")
    }
  }

  /// Whether to colour text, as asked and as the terminal allows.
  var wantsColor: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: output == nil && isatty(STDOUT_FILENO) == 1 && !Terminal.isDumb && !Self.environmentForbidsColor
    }
  }

  /// https://no-color.org: any value that is not empty.
  private static var environmentForbidsColor: Bool {
    guard let value = unsafe getenv("NO_COLOR") else { return false }
    return unsafe value.pointee != 0
  }
}
