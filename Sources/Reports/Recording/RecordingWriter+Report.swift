import CaptureFiles
import Causes
import Flows
import Host
import Matches
public import Recordings
import Wire

extension RecordingWriter {
  /// Starts the recording of a report: its calls and events, each RST commented with its verdict, each failed call with
  /// what explains it. The packets are the caller's to add.
  public init(_ report: Report) {
    let findings = report.findings
    let words = Words(
      comments: { frame in findings.match(of: frame).map { [Sentences.comment($0)] } ?? [] },
      explanation: { call in findings.explanations[call.id].map { Self.explanation($0, in: findings) } ?? "" })
    self.init(
      section: SectionHeader(
        hardware: report.host?.machine, operatingSystem: report.host.map { "Linux \($0.kernel)" },
        application: "rstscope \(report.toolVersion)"),
      calls: findings.calls, kernelEvents: findings.kernelEvents, words: words)
  }

  /// ` ← frame 12, RST by 127.0.0.1:8000: that process closed its socket with 1 byte unread`.
  private static func explanation(_ explanation: Explanation, in findings: Findings) -> String {
    guard explanation.kind != .none else { return "" }
    if explanation.kind == .earlierCall, let call = findings.calls.first(where: { $0.id == explanation.call }) {
      let place = call.frame.map { "frame \($0)" } ?? ReportID.call(call.id)
      return " ← \(place), \(call.name): it took the socket's error"
    }
    if let frame = explanation.frame, let match = findings.match(of: frame) {
      return " ← frame \(frame), RST by \(match.reset.segment.tuple.source): \(match.clause)"
    }
    let cause = explanation.cause.map { ": \($0.clause)" } ?? ""
    if let frame = explanation.frame { return " ← frame \(frame)\(cause)" }
    return " ← \(explanation.kind.rawValue)\(cause)"
  }
}
