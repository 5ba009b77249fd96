import Foundation
import Testing

/// Golden files beside the tests: what a rendering looked like when somebody last approved it.
///
/// `RSTSCOPE_RECORD_GOLDEN=1` writes them anew and fails the run, so that nobody records without looking.
enum Golden {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = directory.appending(path: name)
    if ProcessInfo.processInfo.environment["RSTSCOPE_RECORD_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    guard text != golden else { return }
    let (lines, expected) = (text.split(separator: "\n"), golden.split(separator: "\n"))
    let index = zip(lines, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.count, expected.count)
    Issue.record(
      """
      \(name) differs from line \(index + 1) on
      - \(index < expected.count ? String(expected[index]) : "(end)")
      + \(index < lines.count ? String(lines[index]) : "(end)")
      """, sourceLocation: sourceLocation)
  }
}
