import Causes
import Flows
import Host
import Matches
import Wire

/// The answer: one sentence, before anything else.
extension TextPage {
  mutating func writeAnswer(of findings: Findings, detailLimit: Int) {
    blank()
    for sentence in Answer.sentences(of: findings, limit: detailLimit) {
      prose(sentence, paint: style.bold)
    }
    let unexplained = findings.tally.unexplainedCalls
    if unexplained > 0 {
      paragraph("\(Sentences.count(unexplained, "failed call")) could not be explained.", paint: style.yellow)
    }
  }
}

/// What a report says first.
enum Answer {
  /// One sentence for each thing that happened, or one for all where they are many.
  static func sentences(of findings: Findings, limit: Int) -> [String] {
    let explained = explanations(of: findings)
    if !explained.isEmpty, findings.isDetailed(limit: limit) { return explained }
    guard findings.tally.resets > 0 || !findings.failures.isEmpty else { return [nothing(in: findings)] }
    guard findings.isDetailed(limit: limit) else { return [overview(of: findings)] }
    return Sentences.why(findings.matches) + findings.failures.map(Sentences.why)
  }

  /// The sentence of the first explained call of each reset or failure: that is what somebody asked about.
  private static func explanations(of findings: Findings) -> [String] {
    var seen: Set<String> = []
    var sentences: [String] = []
    for call in findings.calls {
      guard let explanation = findings.explanations[call.id], explanation.kind != .none,
        explanation.kind != .earlierCall
      else { continue }
      let subject = "\(explanation.reset?.rawValue ?? 0) \(explanation.failure ?? 0) \(explanation.kind)"
      if seen.insert(subject).inserted { sentences.append(explanation.statement) }
    }
    return sentences
  }

  private static func nothing(in findings: Findings) -> String {
    let packets = findings.sources.reduce(0) { $0 + $1.packets }
    let leftOut = findings.sources.reduce(0) { $0 + $1.leftOut }
    if leftOut > 0, findings.flowCount == 0 {
      return "The selection left nothing of \(Sentences.count(packets, "packet"))."
    }
    if findings.resetsOfOtherCauses > 0 {
      return "The selection left none of \(Sentences.count(findings.resetsOfOtherCauses, "reset"))."
    }
    return "No reset in \(Sentences.count(packets, "packet")) of \(Sentences.count(findings.flowCount, "connection"))."
  }

  private static func overview(of findings: Findings) -> String {
    let tally = findings.tally
    let others = findings.resetsOfOtherCauses
    var sentence = others > 0 ? "\(Sentences.grouped(tally.resets)) of " : ""
    sentence += Sentences.count(tally.resets + others, "reset")
    sentence += " in \(Sentences.count(findings.flowCount, "connection"))"
    if tally.failures > 0 { sentence += ", \(Sentences.count(tally.failures, "failure")) without a reset" }
    if let (cause, count) = tally.causes.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) {
      sentence += "; the most frequent cause, \(Sentences.grouped(count)) times, is \(cause.rawValue)"
    }
    return sentence + "."
  }
}
