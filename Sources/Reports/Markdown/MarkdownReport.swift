import Causes
import Flows
import Host
import Matches
import Recordings
import Wire

/// Renders a report for an issue tracker: GitHub's Markdown, nothing in it that mentions, links or loads.
public struct MarkdownReport {
  private let report: Report
  private let detailLimit: Int

  /// Prepares a rendering with up to `detailLimit` resets one by one; more are grouped.
  public init(_ report: Report, detailLimit: Int = 8) {
    self.report = report
    self.detailLimit = detailLimit
  }

  /// The whole document.
  public func render() -> String {
    var page = MarkdownPage()
    let findings = report.findings
    for sentence in Answer.sentences(of: findings, limit: detailLimit) { page.strong(sentence) }
    if let outcomes = report.outcomes, !outcomes.isEmpty { page.write(outcomes) }
    if findings.isDetailed(limit: detailLimit) {
      for match in findings.matches { page.write(match, in: findings) }
      for flow in findings.flowPatterns.prefix(Sentences.flowPatternLimit) {
        page.item(Sentences.flowPattern(flow).markdownEscaped)
      }
      for failure in findings.failures { page.write(failure, in: findings) }
    } else {
      page.writeGroups(of: findings.tally)
    }
    page.writeCalls(of: findings)
    if report.listsFlows { page.write(findings.flows) }
    page.heading("Sources")
    for note in SourceNotes.lines(of: report) { page.item(note.text.markdownEscaped) }
    page.item("rstscope \(report.toolVersion)".markdownEscaped)
    return page.text
  }
}
