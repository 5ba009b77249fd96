import Causes
import Flows
import Host
import Matches
import Wire

extension Report {
  /// The same report with every address replaced by another, the same one each time: in endpoints and in words.
  ///
  /// Ports, times and sequence numbers stay; so do loopback addresses. Names of files and programs are not addresses.
  public func anonymized() -> Report {
    var map = AddressMap()
    var report = self
    report.findings.anonymize(by: &map)
    report.outcomes = outcomes?.map { $0.anonymized(by: &map) }
    return report
  }

  /// The same report without the text that RSTs carry; codes stay.
  public func withoutPayload() -> Report {
    var report = self
    report.findings.dropTexts()
    return report
  }
}

extension ComparisonReport {
  /// The same report without the text that RSTs carry; codes stay.
  public func withoutPayload() -> ComparisonReport {
    var report = self
    report.comparison.redact { $0.dropTexts() }
    return report
  }

  /// The same report with every address replaced by another, the same one each time.
  public func anonymized() -> ComparisonReport {
    var map = AddressMap()
    var report = self
    report.comparison.redact({ $0.anonymize(by: &map) }, words: { map.map($0) })
    return report
  }
}

extension Findings {
  fileprivate mutating func anonymize(by map: inout AddressMap) {
    for index in flows.indices { flows[index].tuple = map.map(flows[index].tuple) }
    for index in segments.indices { segments[index].tuple = map.map(segments[index].tuple) }
    for index in icmpErrors.indices { icmpErrors[index] = map.map(icmpErrors[index]) }
    for index in matches.indices { matches[index].anonymize(by: &map) }
    for index in failures.indices { failures[index].anonymize(by: &map) }
    for index in flowPatterns.indices { flowPatterns[index].tuple = map.map(flowPatterns[index].tuple) }
    for index in calls.indices {
      calls[index].local = map.map(calls[index].local)
      calls[index].remote = map.map(calls[index].remote)
    }
    for index in kernelEvents.indices { kernelEvents[index].anonymize(by: &map) }
    for id in explanations.keys.sorted() {
      if let statement = explanations[id]?.statement { explanations[id]?.statement = map.map(statement) }
    }
    tally.groups = Groups(
      tally.groups.leading().map { group in
        var group = group
        group.responder = map.map(group.responder)
        return group
      }, ungrouped: tally.groups.ungrouped)
    for index in warnings.indices { warnings[index] = map.map(warnings[index]) }
  }
}

extension Match {
  fileprivate mutating func anonymize(by map: inout AddressMap) {
    reset.segment.tuple = map.map(reset.segment.tuple)
    dropText()  // Its words may name addresses in forms that nobody can foresee.
    // What the packets say, patterns too, is put into words from the reset, whose addresses are replaced already.
    for index in testimony.indices { testimony[index].statement = map.map(testimony[index].statement) }
    for index in kernelEvents.indices { kernelEvents[index].anonymize(by: &map) }
  }
}

extension Failure {
  fileprivate mutating func anonymize(by map: inout AddressMap) {
    if let tuple { self.tuple = map.map(tuple) }
    if let icmp { self.icmp = map.map(icmp) }
    verdict.anonymize(by: &map)
  }
}

extension Verdict {
  fileprivate mutating func anonymize(by map: inout AddressMap) {
    for index in evidence.indices { evidence[index].statement = map.map(evidence[index].statement) }
  }
}

extension KernelEvent {
  fileprivate mutating func anonymize(by map: inout AddressMap) {
    source = map.map(source)
    destination = map.map(destination)
  }
}

extension ScenarioOutcome {
  fileprivate func anonymized(by map: inout AddressMap) -> ScenarioOutcome {
    var outcome = self
    for index in outcome.conversation.indices {
      outcome.conversation[index].expected = outcome.conversation[index].expected.map { map.map($0) }
      outcome.conversation[index].observed = outcome.conversation[index].observed.map { map.map($0) }
    }
    return outcome
  }
}
