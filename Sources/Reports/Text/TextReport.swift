import Matches
import Causes
import Flows
import Host
import Wire

/// Renders a report for a person in a hurry: the answer first, then its proof.
public struct TextReport {
  /// How the text looks and how much it shows.
  public struct Options: Hashable, Sendable {
    /// Columns.
    public var width: Int
    /// Whether to colour, for a terminal that wants it.
    public var isColored: Bool
    /// How many resets are shown one by one; more are grouped.
    public var detailLimit: Int

    /// A plain page of 80 columns, with up to eight resets in detail.
    public init(width: Int = 80, isColored: Bool = false, detailLimit: Int = 8) {
      self.width = width
      self.isColored = isColored
      self.detailLimit = detailLimit
    }
  }

  let report: Report
  let options: Options

  /// Prepares a rendering.
  public init(_ report: Report, options: Options = Options()) {
    self.report = report
    self.options = options
  }

  /// The whole page.
  public func render() -> String {
    var page = TextPage(width: options.width, style: TextStyle(isColored: options.isColored))
    let findings = report.findings
    if let outcomes = report.outcomes { page.write(outcomes) }
    page.writeAnswer(of: findings, detailLimit: options.detailLimit)
    let isDetailed = findings.isDetailed(limit: options.detailLimit)
    if isDetailed {
      page.writeDetails(of: findings)
    } else {
      page.writeGroups(of: findings)
    }
    page.writeCalls(of: findings, isDetailed: isDetailed)
    if report.listsFlows { page.write(findings.flows) }
    page.writeSources(of: report)
    return page.text
  }
}

extension Findings {
  /// Whether each reset and failure is shown by itself.
  func isDetailed(limit: Int) -> Bool {
    tally.resets == matches.count && matches.count <= limit && failures.count <= limit
  }
}
