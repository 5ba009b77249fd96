import Causes
import Flows
import Host
import Matches
import Wire

/// Renders a report as one self-contained page: no network, no script, light and dark, printable.
public struct HTMLReport {
  private let report: Report
  private let detailLimit: Int

  /// Prepares a rendering with up to `detailLimit` resets one by one; more are grouped.
  public init(_ report: Report, detailLimit: Int = 20) {
    self.report = report
    self.detailLimit = detailLimit
  }

  /// The whole document.
  public func render() -> String {
    var page = HTMLPage()
    let findings = report.findings
    let sentences = Answer.sentences(of: findings, limit: detailLimit)
    page.writeHeader(of: report)
    if let first = sentences.first { page.prose("h1", first) }
    for sentence in sentences.dropFirst() { page.prose("p", sentence) }
    page.writeUnexplained(of: findings)
    if let outcomes = report.outcomes, outcomes.count > 1 || outcomes.contains(where: { $0.status != .passed }) {
      page.write(outcomes)
    }
    if findings.isDetailed(limit: detailLimit) {
      page.writeDetails(of: findings)
    } else {
      page.writeGroups(of: findings)
    }
    page.writeCalls(of: findings)
    if report.listsFlows { page.write(findings.flows) }
    page.writeFooter(of: report)
    return page.document(title: sentences.first.map { "rstscope: \(Prose($0).plain.clipped(to: 100))" } ?? "rstscope")
  }
}

extension HTMLPage {
  fileprivate mutating func writeHeader(of report: Report) {
    element("header") { page in
      page.element("span", "rstscope", class: "mark")
      let names = report.findings.sources.compactMap(\.path).map(Sentences.fileName)
      for name in names.isEmpty ? ["live"] : names.prefix(3) { page.element("span", name) }
      if let outcomes = report.outcomes, outcomes.count == 1, let only = outcomes.first {
        page.element("span", "\(only.name) \(only.status.rawValue)", class: "status \(only.status.rawValue)")
      }
      if let moment = report.findings.matches.first?.reset.segment.time ?? report.findings.calls.first?.time {
        page.element("span", "\(moment.clock.prefix(19)) UTC")
      }
    }
  }

  fileprivate mutating func writeUnexplained(of findings: Findings) {
    let count = findings.tally.unexplainedCalls
    if count > 0 {
      element("p", "\(Sentences.count(count, "failed call")) could not be explained.", class: "warning")
    }
  }

  fileprivate mutating func writeFooter(of report: Report) {
    element("footer") { page in
      for line in SourceNotes.lines(of: report) {
        page.element("p", line.text, class: line.isWarning ? "warning" : "")
      }
      page.element("p", "Made by rstscope \(report.toolVersion).")
    }
  }
}
