import Causes
import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// Counts are complete whatever is kept, and shards add up to the whole.
@Suite struct TallyTests {
  static func refusals(_ flows: Range<Int>) -> String {
    flows.map { "@\($0) < S 0:0(0) win 65535 <mss 1460>\n@\($0) > R. 0:0(0) ack 1 win 0" }.joined(separator: "\n")
  }

  @Test func groupsCountByCauseAndResponder() throws {
    let findings = try Exchange.findings(Self.refusals(0..<20))
    #expect(findings.tally.resets == 20)
    #expect(findings.tally.groups.count == 1)
    let group = try #require(findings.tally.groups.leading().first)
    #expect(group.count == 20)
    #expect(group.sentByResponder == 20)
    #expect(group.responder == Exchange.server)
    #expect(group.cause == .noListener)
    #expect(group.isTied)
    #expect(group.example == FrameID(number: 2))
    #expect(findings.tally.causes.values.reduce(0, +) == 20)
  }

  @Test func limitKeepsTheCountsWhole() throws {
    var options = Analyzer.Options()
    options.matches = .atMost(3)
    let findings = try Exchange.findings(Self.refusals(0..<20), options: options)
    #expect(findings.matches.count == 3)
    #expect(findings.matchesNotKept == 17)
    #expect(findings.tally.resets == 20)
    options.matches = .none
    #expect(try Exchange.findings(Self.refusals(0..<20), options: options).tally.resets == 20)
  }

  @Test func flowsBeyondTheLimitAreCounted() throws {
    var options = Analyzer.Options(flows: .all)
    options.flowLimit = 3
    let findings = try Exchange.findings(Self.refusals(0..<20), options: options)
    #expect(findings.flows.count == 3)
    #expect(findings.flowsNotKept == 17)
    #expect(findings.flowCount == 20)
  }

  /// A flow that its server aborts with unread data, after connections that nobody took.
  static let mixed =
    refusals(0..<20) + """

      @20 < S 0:0(0) win 65535 <mss 1460>
      @20 > S. 0:0(0) ack 1 win 65535 <mss 1460>
      @20 < . 1:1(0) ack 1 win 65535
      @20 < P. 1:101(100) ack 1 win 65535
      @20 > R. 1:1(0) ack 101 win 0
      """

  /// Choosing causes while the capture runs comes to what choosing at the end comes to, whatever is kept.
  @Test(arguments: [Cause.noListener, .closeWithUnreadData, .invalidSyn])
  func chosenCausesAreThoseChosenAtTheEnd(cause: Cause) throws {
    var late = try Exchange.findings(Self.mixed)
    late.keepOnly([cause])
    for limit in [Int.max, 3, 0] {
      var options = Analyzer.Options(matches: .atMost(limit))
      options.causes = CauseSet(cause)
      var early = try Exchange.findings(Self.mixed, options: options)
      early.keepOnly([cause])
      #expect(early.tally.resets == late.tally.resets)
      #expect(early.tally.causes == late.tally.causes)
      #expect(early.tally.groups == late.tally.groups)
      #expect(early.tally.spans == late.tally.spans)
      #expect(early.resetsOfOtherCauses == 21 - early.tally.resets)
      #expect(late.resetsOfOtherCauses == 21 - late.tally.resets)
      #expect(early.matches.map(\.id) == late.matches.map(\.id).prefix(limit).map(\.self))
      #expect(early.flows.map(\.id) == late.flows.map(\.id).prefix(limit).map(\.self))
    }
  }

  @Test func shardsAddUp() throws {
    let whole = try Exchange.findings(Self.refusals(0..<20))
    var merged = try Exchange.findings(Self.refusals(10..<20))
    merged.merge(try Exchange.findings(Self.refusals(0..<10)))
    #expect(merged.tally.resets == whole.tally.resets)
    #expect(merged.tally.causes == whole.tally.causes)
    #expect(merged.tally.spans.values.map(\.example) == [whole.matches[0].id])
    #expect(merged.tally.groups.leading().map(\.count) == whole.tally.groups.leading().map(\.count))
    #expect(merged.matches.map(\.id) == merged.matches.map(\.id).sorted())
    #expect(merged.flowCount == whole.flowCount)
  }

  @Test func drainedMatchesAreThoseOfTheWhole() throws {
    var analyzer = Analyzer()
    for segment in try Conversation(Self.refusals(0..<20)).segments { analyzer.add(segment) }
    let early = analyzer.drainMatches()
    let rest = analyzer.finish().matches
    #expect((early + rest).count == 20)
    #expect(Set((early + rest).map(\.id)).count == 20)
  }
}
