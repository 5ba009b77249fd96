import Host
import Matches
import Recordings

/// The failed calls and what each of them saw.
extension TextPage {
  /// How many calls are listed.
  private static let callLimit = 40

  mutating func writeCalls(of findings: Findings) {
    let calls = findings.calls.filter { $0.isFailed || findings.explanations[$0.id] != nil }
    guard !calls.isEmpty else { return }
    let said = Set(Answer.sentences(of: findings, limit: .max))
    heading("Calls")
    for call in calls.prefix(Self.callLimit) { write(call, findings.explanations[call.id], said: said) }
    if calls.count > Self.callLimit {
      line(style.dim("  and \(Sentences.count(calls.count - Self.callLimit, "more call")): see --format json"))
    }
  }

  private mutating func write(_ call: CallRecord, _ explanation: Explanation?, said: Set<String>) {
    let who = call.process.map { " \($0.name ?? "process") \($0.pid)" } ?? ""
    paragraph(
      "\(ReportID.call(call.id))\(who): \(call.line)", indent: 2,
      paint: call.isFailed ? style.yellow : style.cyan)
    guard let explanation, explanation.kind != .none else {
      paragraph("not explained by any witness", indent: 6)
      return
    }
    prose(said.contains(explanation.statement) ? "the answer above" : explanation.statement, indent: 6)
  }
}
