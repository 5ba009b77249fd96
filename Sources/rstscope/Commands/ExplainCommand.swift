import ArgumentParser
import Causes
import Host
import Matches
import Reports

/// `rstscope explain`: what a cause, an error or a kernel's reason means, how to tell, what to do.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "What a cause, an errno or a kernel's reset reason means, and what to do.")

  @Argument(help: "A cause (linger-zero-close), an errno (ECONNRESET) or a kernel's reason (TCP_ABORT_ON_CLOSE).")
  var subject: String

  @OptionGroup var report: ReportOptions

  func run() throws {
    guard let page = Manual.page(on: subject) else {
      throw NotDone("nothing is known of '\(subject)'", remedy: "what can be explained: \(Self.subjects)")
    }
    var output = try report.openOutput()
    try output.write(page.text(width: Terminal.width(of: report.output), isColored: report.wantsColor).utf8)
    try output.finish()
  }

  private static var subjects: String {
    let causes = Cause.allCases.map(\.rawValue)
    let names = ErrnoPage.pages.map { "\($0.errno)" } + ReasonPage.pages.map(\.reason.rawValue)
    return (causes + names).joined(separator: ", ")
  }
}
