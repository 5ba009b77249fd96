import Causes
import Host
import Matches
import Wire

/// What a scenario declared, held against what was seen: pure, so that a broken declaration can be tested.
struct Comparison {
  var scenario: Scenario
  var performed: [Stage.PerformedStep]
  var segments: [Segment]
  /// With every witness.
  var findings: Findings
  /// Of the packets alone.
  var fromPackets: Findings
  /// Whose address an endpoint is.
  var parties: [Endpoint: String]
  var hasKernelEvents: Bool

  /// Everything that differs.
  var differences: [Difference] {
    callDifferences + segmentDifferences + resetDifferences + failureDifferences + unexplainedCalls
  }

  /// The outcome; `failure` says what kept the run from its end.
  func outcome(failure: String?) -> ScenarioOutcome {
    let differences = self.differences
    var outcome = ScenarioOutcome(
      name: scenario.name, status: differences.isEmpty && failure == nil ? .passed : .failed, reason: failure,
      expected: scenario.declaredConversation, observed: observedConversation, differences: differences)
    if outcome.status == .failed, failure == nil, let known = KernelVersion.running.flatMap(scenario.difference(on:)) {
      outcome.status = .kernelDiffers
      outcome.reason = known
    }
    return outcome
  }

  /// The conversation as it was seen, a line each.
  private var observedConversation: [String] {
    performed.filter { scenario.steps.indices.contains($0.step) }.flatMap { performed in
      let step = scenario.steps[performed.step]
      return performed.outcomes.map { "\(step.party): \(step.call) = \($0)" }
    }
  }

  private var callDifferences: [Difference] {
    performed.filter { scenario.steps.indices.contains($0.step) }.flatMap { performed -> [Difference] in
      let step = scenario.steps[performed.step]
      guard let expected = step.expected, !expected.allows(performed.outcomes) else { return [] }
      let seen = performed.outcomes.map(\.description).joined(separator: ", ")
      return [
        Difference(
          subject: .call, actor: step.party, expected: "\(step.call) = \(expected)", observed: "\(step.call) = \(seen)")
      ]
    }
  }

  private var failureDifferences: [Difference] {
    guard let declared = scenario.failures else { return [] }
    // Packets cannot tell every timeout from every other: a tie that holds the truth will do.
    let missing = declared.filter { cause in !findings.failures.contains { $0.candidates.contains(cause) } }
    let extra = findings.failures.filter { $0.candidates.isDisjoint(with: declared) }
    return missing.map { Difference(subject: .failure, expected: $0.rawValue, observed: nil) }
      + extra.map { Difference(subject: .failure, expected: nil, observed: $0.cause.rawValue) }
  }

  private var unexplainedCalls: [Difference] {
    findings.calls.filter { call in
      guard call.isFailed else { return false }
      guard let explanation = findings.explanations[call.id] else { return true }
      return explanation.kind == .none
    }.map { call in
      let error = call.errno ?? call.socketError
      return Difference(
        subject: .unexplainedCall, actor: call.local.flatMap { parties[$0] },
        expected: "\(call.name) explained", observed: "\(call.name) = \(error.map(String.init(describing:)) ?? "?")")
    }
  }
}

extension Failure {
  /// What it may have been.
  fileprivate var candidates: Set<Cause> { Set(verdict.candidates).union([cause]) }
}
