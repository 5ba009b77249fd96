import Causes
import Host
import Matches
import Wire

/// What a scenario declared, held against what was seen: pure, so that a broken declaration can be tested.
struct Comparison {
  var scenario: Scenario
  var performed: [Stage.PerformedStep]
  /// The capture in order.
  var captured: [Captured]
  /// With every witness.
  var findings: Findings
  /// Of the packets alone.
  var fromPackets: Findings
  /// Whose address an endpoint is.
  var parties: [Endpoint: String]
  /// Where a party's end is.
  var endpoints: [String: Endpoint]
  var hasKernelEvents: Bool
  /// Which kernel it ran on, if that is known.
  var kernel = KernelVersion.running

  /// The outcome; `failure` says what kept the run from its end.
  func outcome(failure: String?) -> ScenarioOutcome {
    var outcome = ScenarioOutcome(
      name: scenario.name, status: .passed, reason: failure, conversation: conversation(isComplete: failure == nil))
    guard failure != nil || !outcome.differences.isEmpty else { return outcome }
    outcome.status = .failed
    if let kernel, let statement = scenario.difference(on: kernel, failure: failure) {
      outcome.status = .kernelDiffers
      outcome.reason = statement
    }
    return outcome
  }

  /// Every line of the scenario as declared and as seen. Of a run that broke off, what never came is no difference.
  func conversation(isComplete: Bool = true) -> [ComparedLine] {
    let outcomes = Dictionary(performed.map { ($0.step, $0.outcomes) }, uniquingKeysWith: { $1 })
    var wire = WireComparison(self)
    var lines: [ComparedLine] = []
    for (number, step) in scenario.steps.enumerated() {
      if case .wire = step.action {
        lines += wire.linesOfNext()
      } else if let seen = outcomes[number] {
        lines.append(step.compared(with: seen))
      } else {
        lines.append(
          ComparedLine(subject: .call, actor: step.party, expected: step.text, observed: nil, differs: false))
      }
    }
    lines += wire.rest() + failureLines + explanationLines
    guard !isComplete else { return lines }
    return lines.map { line in
      var line = line
      if line.observed == nil { line.differs = false }
      return line
    }
  }

  private var failureLines: [ComparedLine] {
    guard let declared = scenario.failures else { return [] }
    // Packets cannot tell every timeout from every other: a tie that holds the truth will do.
    let found = declared.map { cause in
      let isFound = findings.failures.contains { $0.candidates.contains(cause) }
      return ComparedLine(
        subject: .failure, actor: "failures", expected: cause.rawValue, observed: isFound ? cause.rawValue : nil,
        differs: !isFound)
    }
    let extra = findings.failures.filter { $0.candidates.isDisjoint(with: declared) }
    return found
      + extra.map { ComparedLine(subject: .failure, actor: "failures", expected: nil, observed: $0.cause.rawValue) }
  }

  /// Failed calls that no witness explains, unless that is declared; and the other way round.
  private var explanationLines: [ComparedLine] {
    let hidden = performed.filter { !scenario.steps[$0.step].isExplained }.flatMap(\.records)
    return findings.calls.filter(\.isFailed).compactMap { call in
      let explanation = findings.explanations[call.id].flatMap { $0.kind == .none ? nil : $0 }
      let mustBeExplained = !hidden.contains { $0.isSameCall(as: call) }
      guard (explanation != nil) != mustBeExplained else { return nil }
      let error = call.errno ?? call.socketError
      let outcome = "\(call.name) = \(error.map(String.init(describing:)) ?? "?")"
      return ComparedLine(
        subject: .unexplainedCall, actor: call.local.flatMap { parties[$0] },
        expected: "\(call.name) explained\(mustBeExplained ? "" : " by no witness")",
        observed: explanation.map { "\(outcome) explained: \($0.statement)" }
          ?? "\(outcome) explained by no witness")
    }
  }
}

extension CallRecord {
  /// Whether it is a record of the same call, numbered or not.
  fileprivate func isSameCall(as other: CallRecord) -> Bool {
    name == other.name && time == other.time && endTime == other.endTime && process == other.process
  }
}

extension Step {
  /// The step as declared and as it came out.
  fileprivate func compared(with seen: [CallExpectation.Outcome]) -> ComparedLine {
    let outcome = seen.map(\.description).joined(separator: ", ")
    return ComparedLine(
      subject: .call, actor: party, expected: text, observed: seen.isEmpty ? text : "\(call) = \(outcome)",
      differs: expected.map { !$0.allows(seen) } ?? false)
  }
}

extension Failure {
  /// What it may have been.
  fileprivate var candidates: Set<Cause> { Set(verdict.candidates).union([cause]) }
}
