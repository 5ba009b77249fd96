import Causes
import Foundation
import Host
import Matches
import Reports
import Testing
import Wire

@Suite("Nothing from a capture or a call steers its reader")
struct EscapingTests {
  /// The founding example with a hostile text wherever text comes from outside.
  private func report(_ text: String) throws -> Report {
    var report = try SampleReports.closeWithUnreadData()
    for index in report.findings.calls.indices {
      report.findings.calls[index].name = text
      report.findings.calls[index].process?.name = text
      report.findings.calls[index].option = text
    }
    for id in report.findings.explanations.keys { report.findings.explanations[id]?.statement = "because \(text)" }
    report.findings.sources[0].path = text
    report.findings.sources[0].stoppedAt = .init(offset: 1, reason: text)
    report.findings.sources[0].skipped = [text: 1]
    report.findings.warnings = [text]
    report.findings.tally.patterns = [text: 1]
    report.findings.matches[0].kernelEvents[0].stack = [text]
    report.findings.matches[0].payload = .text(text)
    report.outcomes = [
      ScenarioOutcome(
        name: text, status: .failed, reason: text,
        conversation: [ComparedLine(subject: .call, actor: text, expected: text, observed: text)])
    ]
    return report
  }

  @Test("text", arguments: HostileText.all)
  func text(text: String) throws {
    #expect(HostileText.steers(TextReport(try report(text)).render()) == nil)
  }

  @Test("a coloured page holds no escape but its own colours", arguments: HostileText.all)
  func color(text: String) throws {
    let page = TextReport(try report(text), options: .init(isColored: true)).render()
    let plain = page.replacing(try Regex("\u{1b}\\[[0-9;]*m"), with: "")
    #expect(HostileText.steers(plain) == nil)
  }

  @Test("Markdown", arguments: HostileText.all)
  func markdown(text: String) throws {
    let page = MarkdownReport(try report(text)).render()
    #expect(HostileText.steers(page) == nil)
    // Within code, markup is text.
    let prose = page.replacing(try Regex("(?s)(`{3,})text\n.*?\n\\1"), with: "").replacing(
      try Regex("`[^`\n]*`"), with: "")
    #expect(!prose.contains("<script") && !prose.contains("<img"))
    #expect(!prose.replacing("\\]", with: "").contains("](javascript:"))
    let fences = page.split(separator: "\n").filter { $0.hasPrefix("```") }
    #expect(fences.count % 2 == 0)
  }

  @Test("HTML", arguments: HostileText.all)
  func html(text: String) throws {
    let page = HTMLReport(try report(text)).render()
    #expect(HostileText.steers(page) == nil)
    #expect(!page.contains("<script") && !page.contains("<img"))
    #expect(!page.contains("onerror") || page.contains("&gt;&lt;img src=x onerror=1"))
  }

  @Test("HTML is well-formed as XML, whatever stands in it", arguments: HostileText.all)
  func wellFormed(text: String) throws {
    let page = HTMLReport(try report(text)).render()
    let body = try #require(page.firstRange(of: "<main>")).lowerBound
    let end = try #require(page.firstRange(of: "</main>")).upperBound
    var stack: [Substring] = []
    for match in page[body..<end].matches(of: try Regex("<(/?)([a-z0-9]+)[^>]*?(/?)>")) {
      let name = match.output[2].substring ?? ""
      if match.output[3].substring == "/" { continue }
      if match.output[1].substring == "/" {
        #expect(stack.popLast() == name)
      } else {
        stack.append(name)
      }
    }
    #expect(stack.isEmpty)
  }

  @Test("no page loads anything")
  func selfContained() throws {
    for report in [try SampleReports.closeWithUnreadData(), SampleReports.many()] {
      let page = HTMLReport(report).render()
      #expect(!page.contains("src=") && !page.contains("href=") && !page.contains("url(") && !page.contains("@import"))
      #expect(page.contains("default-src 'none'"))
    }
  }
}
