public import Flows
public import Matches
public import Wire

/// Renders resets one JSON object a line, as soon as each is final, and a summary line at the end.
///
/// A line's `type` says what it is: `reset`, `failure`, `pattern`, `flow`, `summary`. Memory does not grow with their number.
public struct NDJSONReport {
  private var writer = JSONWriter()

  /// A rendering of nothing so far.
  public init() {}

  /// What was rendered since it was last taken.
  public mutating func take() -> [UInt8] {
    defer { writer.removeAll() }
    return writer.bytes
  }

  /// How many bytes wait to be taken.
  public var count: Int { writer.bytes.count }

  /// Renders one reset, whose fields are those of the JSON report.
  public mutating func add(_ match: Match) {
    writer.write(match, type: "reset")
    writer.endLine()
  }

  /// Renders one failure without a RST.
  public mutating func add(_ failure: Failure) {
    writer.write(failure, type: "failure")
    writer.endLine()
  }

  /// Renders what a flow without a reset looks like.
  public mutating func add(_ flow: FlowPattern) {
    writer.write(flow, type: "pattern")
    writer.endLine()
  }

  /// Renders one flow (`--flows`), with its resets where they are known.
  public mutating func add(_ flow: Flow, resets: [FrameID]? = nil) {
    writer.write(flow, resets: resets, type: "flow")
    writer.endLine()
  }

  /// Renders the last line.
  public mutating func addSummary(of findings: Findings) {
    writer.writeSummary(of: findings, type: "summary")
    writer.endLine()
  }

  /// A finished report as NDJSON: all resets, all flows if they are listed, all failures, the summary.
  public static func whole(_ report: Report) -> [UInt8] {
    var lines = NDJSONReport()
    for match in report.findings.matches { lines.add(match) }
    if report.listsFlows {
      let resets = report.findings.resetsByFlow()
      for flow in report.findings.flows { lines.add(flow, resets: resets[flow.id] ?? []) }
    }
    for failure in report.findings.failures { lines.add(failure) }
    for flow in report.findings.flowPatterns { lines.add(flow) }
    lines.addSummary(of: report.findings)
    return lines.take()
  }
}
