internal import Causes
internal import Host

extension Findings {
  /// Takes in what another analysis found of other sources, one scenario's run after the other.
  ///
  /// The sources are later ones than ours, so that everything stays in order without sorting. Its calls, kernel events and failures are numbered on from ours; frames already name their source.
  public mutating func append(_ other: Findings) {
    let shift = Shift(
      calls: calls.map(\.id).max() ?? 0, kernelEvents: kernelEvents.map(\.id).max() ?? 0,
      failures: failures.map(\.id).max() ?? 0)
    var other = other
    other.shift(by: shift)
    sources += other.sources
    matches += other.matches
    matchesNotKept += other.matchesNotKept
    flowsNotKept += other.flowsNotKept
    resetsOfOtherCauses += other.resetsOfOtherCauses
    flows += other.flows
    segments += other.segments
    icmpErrors += other.icmpErrors
    failures += other.failures
    failuresNotKept.merge(other.failuresNotKept, uniquingKeysWith: +)
    flowPatterns += other.flowPatterns
    flowCount += other.flowCount
    forgottenFlows += other.forgottenFlows
    forgottenWitnesses += other.forgottenWitnesses
    tally.add(other.tally)
    for warning in other.warnings where !warnings.contains(warning) { warnings.append(warning) }
    calls += other.calls
    callClocks += other.callClocks
    kernelEvents += other.kernelEvents
    explanations.merge(other.explanations) { ours, _ in ours }
  }

  /// By how much numbers grow.
  fileprivate struct Shift {
    var calls: Int
    var kernelEvents: Int
    var failures: Int
  }

  private mutating func shift(by shift: Shift) {
    for index in calls.indices { calls[index].id += shift.calls }
    for index in kernelEvents.indices { kernelEvents[index].id += shift.kernelEvents }
    for index in matches.indices { matches[index].shift(by: shift) }
    for index in failures.indices { failures[index].shift(by: shift) }
    var shifted: [CallRecord.ID: Explanation] = [:]
    for (id, explanation) in explanations { shifted[id + shift.calls] = explanation.shifted(by: shift) }
    explanations = shifted
  }
}

extension Match {
  fileprivate mutating func shift(by shift: Findings.Shift) {
    for index in calls.indices { calls[index] += shift.calls }
    for index in kernelEvents.indices { kernelEvents[index].id += shift.kernelEvents }
    for index in testimony.indices { testimony[index].shift(by: shift) }
  }
}

extension Failure {
  fileprivate mutating func shift(by shift: Findings.Shift) {
    id += shift.failures
    for index in calls.indices { calls[index] += shift.calls }
    for index in verdict.evidence.indices { verdict.evidence[index].shift(by: shift) }
  }
}

extension Evidence {
  fileprivate mutating func shift(by shift: Findings.Shift) {
    for index in calls.indices { calls[index] += shift.calls }
    for index in kernelEvents.indices { kernelEvents[index] += shift.kernelEvents }
  }
}

extension Explanation {
  fileprivate func shifted(by shift: Findings.Shift) -> Explanation {
    var shifted = self
    shifted.call = call.map { $0 + shift.calls }
    shifted.failure = failure.map { $0 + shift.failures }
    return shifted
  }
}
