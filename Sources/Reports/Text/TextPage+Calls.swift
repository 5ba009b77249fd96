import Host
import Matches
import Recordings

/// The failed calls and what each of them saw.
extension TextPage {
  /// How many calls are listed.
  private static let callLimit = 40

  /// All calls that failed or hide a reset; of many only those that nothing explains.
  mutating func writeCalls(of findings: Findings, isDetailed: Bool) {
    let calls = findings.calls.filter { call in
      let explanation = findings.explanations[call.id]
      let isExplained = explanation.map { $0.kind != .none } ?? false
      return isDetailed ? call.isFailed || isExplained : call.isFailed && !isExplained
    }
    if !isDetailed, findings.tally.failedCalls > 0 {
      heading("Calls")
      let (failed, explained) = (findings.tally.failedCalls, findings.tally.explainedCalls)
      line("  \(Sentences.count(failed, "failed call")), \(Sentences.grouped(explained)) of them explained")
    } else if !calls.isEmpty {
      heading("Calls")
    }
    let said = isDetailed ? Set(Answer.sentences(of: findings, limit: .max)) : []
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
