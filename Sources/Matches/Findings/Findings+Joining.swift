internal import Causes
internal import Flows
internal import Host
internal import Wire

extension Findings {
  /// Lets calls and kernel events speak: on the causes first, then on each other's results.
  ///
  /// Does nothing where there are none. ``Analyzer/finish()`` has done it for what the analyzer was given; after
  /// ``merge(_:)`` it is to be done once more if calls or events are there.
  public mutating func joinWitnesses() {
    guard !calls.isEmpty || !kernelEvents.isEmpty || hasAllKernelEvents else { return }
    alignClocks()
    numberWitnesses()
    hearWitnesses()
    var explainer = Explainer(self)
    explainer.explain()
    matches = explainer.matches
    failures = explainer.failures
    explanations = explainer.explanations
    tally.recount(self)
  }

  /// Puts calls and events in time order and gives numbers to those that have none.
  private mutating func numberWitnesses() {
    calls.sort { ($0.time, $0.id) < ($1.time, $1.id) }
    if Set(calls.map(\.id)).count < calls.count {
      for place in calls.indices { calls[place].id = place + 1 }
    }
    kernelEvents.sort { ($0.time, $0.id) < ($1.time, $1.id) }
    if Set(kernelEvents.map(\.id)).count < kernelEvents.count {
      for place in kernelEvents.indices { kernelEvents[place].id = place + 1 }
    }
  }
}

extension Tally {
  /// Counts again what further witnesses changed: causes, where every match was kept, and calls.
  mutating func recount(_ findings: Findings) {
    failedCalls = findings.calls.count(where: \.isFailed)
    explainedCalls = findings.calls.count {
      $0.isFailed && (findings.explanations[$0.id]?.kind ?? .none) != .none
    }
    guard findings.matchesNotKept == 0 else { return }
    var counter = TallyCounter()
    for match in findings.matches { counter.count(ResetNote(match.reset, outcome: Outcome(match.weighing))) }
    let again = counter.tally
    (settled, tied, unexplained) = (again.settled, again.tied, again.unexplained)
    (groups, spans) = (again.groups, again.spans)
    count(Dictionary(grouping: findings.failures, by: \.cause).mapValues(\.count))
    count(findings.failuresNotKept)
  }

  /// Adds failures without a RST.
  mutating func count(_ failures: [Cause: Int]) { settled.merge(failures, uniquingKeysWith: +) }
}

extension Match {
  /// All evidence weighed, without words.
  var weighing: Weighing {
    var weighing = Weighing(reset)
    for evidence in testimony { weighing.add(evidence) }
    return weighing
  }
}
