import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// Whether a RST is taken, by RFC 5961 and by what Linux makes of it.
@Suite struct AcceptanceTests {
  /// Five bytes went up and were acknowledged, four came down and were acknowledged.
  static let live =
    Exchange.handshake + """
      < P. 1:6(5) ack 1 win 512
      > P. 1:5(4) ack 6 win 512
      < . 6:6(0) ack 5 win 512

      """

  @Test(arguments: [
    ("> R 5:5(0) win 0", Acceptance.accepted),
    ("> R. 5:5(0) ack 999999 win 0", .accepted),
    ("> R 5:5(0) win 0 ttl 1", .accepted),
    ("> R 6:6(0) win 0", .challenged),
    ("> R 1005:1005(0) win 0", .challenged),
    ("> R 65541:65541(0) win 0", .challenged),
    ("> R 65542:65542(0) win 0", .ignored),
    ("> R 4:4(0) win 0", .ignored),
    ("> R 100000005:100000005(0) win 0", .ignored),
    ("> F. 5:5(0) ack 6 win 512\n< . 6:6(0) ack 6 win 512\n> R 5:5(0) win 0", .accepted),
    ("> P. 1005:1010(5) ack 6 win 512\n< . 6:6(0) ack 5 win 512 <sack 1005:1010>\n> R 1010:1010(0) win 0", .accepted),
  ])
  func established(_ ending: String, _ expected: Acceptance) throws {
    let match = try #require(try Exchange.findings(Self.live + ending).matches.first)
    #expect(match.acceptance == expected)
    #expect((match.receiver.error == nil) == (expected != .accepted))
  }

  @Test(arguments: [
    ("> R 6:6(0) win 0", KernelDifference.challenge),
    (
      "> P. 1005:1010(5) ack 6 win 512\n< . 6:6(0) ack 5 win 512 <sack 1005:1010>\n> R 1010:1010(0) win 0", .sackEdge
    ),
    ("> F. 5:5(0) ack 6 win 512\n< . 6:6(0) ack 6 win 512\n> R 5:5(0) win 0", .oneBelowAfterFIN),
    ("> R 5:5(0) win 0", nil),
  ])
  func whereKernelsDifferItIsSaid(_ ending: String, _ expected: KernelDifference?) throws {
    let match = try #require(try Exchange.findings(Self.live + ending).matches.first)
    #expect(match.kernelDifference == expected)
  }

  @Test(arguments: [
    ("> R. 0:0(0) ack 1 win 0", Acceptance.accepted),
    ("> R. 777000:777000(0) ack 1 win 0", .accepted),
    ("> R. 0:0(0) ack 2 win 0", .ignored),
    ("> R. 5:5(0) ack 0 win 0", .ignored),
    ("> R 5:5(0) win 0", .ignored),
  ])
  func connecting(_ ending: String, _ expected: Acceptance) throws {
    let findings = try Exchange.findings("0 < S 0:0(0) win 65535 <mss 1460>\n" + ending)
    #expect(findings.matches.first?.acceptance == expected)
  }

  @Test func unsignedIsIgnoredBySignedConnection() throws {
    let findings = try Exchange.findings(
      """
      0 < S 0:0(0) win 65535 <md5,mss 1460>
      > S. 0:0(0) ack 1 win 65535 <md5,mss 1460>
      < . 1:1(0) ack 1 win 512 <md5>
      > R 1:1(0) win 0
      """)
    #expect(findings.matches.first?.acceptance == .ignored)
  }

  @Test func secondResetMeetsNobody() throws {
    let findings = try Exchange.findings(Self.live + "> R 5:5(0) win 0\n> R 5:5(0) win 0")
    #expect(findings.matches.map(\.acceptance) == [.accepted, .ignored])
    #expect(findings.matches.last?.receiver.error == nil)
  }

  @Test func aTimeWaitTakesTheNumberThatItWaitsForWhateverTheNewSynSaid() throws {
    let challenged = "0 < S 100000:100000(0) win 1000 <mss 1460>\n> . 7:7(0) ack 5 win 512\n"
    let exact = try Exchange.findings(challenged + "< R 5:5(0) win 0")
    #expect(exact.matches.map(\.acceptance) == [.accepted])
    let below = try Exchange.findings(challenged + "< R 4:4(0) win 0")
    #expect(below.matches.map(\.acceptance) == [.ignored])
  }

  @Test func aRefusedSubflowThatItsOwnEndResetsTooHasNotGoneOn() throws {
    let findings = try Exchange.findings(
      """
      0 < S 0:0(0) win 65535 <mp_join>
      > S. 0:0(0) ack 1 win 65535 <mp_join>
      < . 1:1(0) ack 1 win 512 <mp_join>
      > R 1:1(0) win 0 <mp_reset 3>
      < R. 1:1(0) ack 1 win 512 <mp_reset 0>
      """)
    #expect(findings.matches.map(\.acceptance) == [.unknown, .ignored])
  }

  @Test func crossingResetsEndNothingTwice() throws {
    let findings = try Exchange.findings(Self.live + "> R. 5:5(0) ack 6 win 512\n+.00001 < R. 6:6(0) ack 5 win 512")
    #expect(findings.matches.map(\.acceptance) == [.ignored, .ignored])
  }

  @Test func whatResetsBothOutOfSilenceMayBeTakenByBoth() throws {
    let findings = try Exchange.findings(Self.live + "+240 > R. 5:5(0) ack 6 win 0\n+.00001 < R. 6:6(0) ack 5 win 0")
    #expect(findings.matches.map(\.acceptance) == [.unknown, .unknown])
  }

  @Test func receiverThatGoesOnTookNothing() throws {
    let findings = try Exchange.findings(Self.live + "> R 5:5(0) win 0\n+2 < P. 6:11(5) ack 5 win 512")
    #expect(findings.matches.first?.acceptance == .ignored)
  }

  @Test(arguments: [
    ("> P. 5:9(4) ack 6 win 512\n< P. 6:11(5) ack 9 win 512", Acceptance.ignored),
    ("> P. 5:9(4) ack 6 win 512\n< P. 6:11(5) ack 5 win 512", .accepted),
    ("< P. 6:11(5) ack 5 win 512", .accepted),
  ])
  func whoAnswersWhatCameAfterTheResetTookNothing(_ after: String, _ expected: Acceptance) throws {
    let findings = try Exchange.findings(Self.live + "> R 5:5(0) win 0\n" + after)
    #expect(findings.matches.first?.acceptance == expected)
  }

  @Test func whoCompletesTheHandshakeAfterARefusalTookNoRefusal() throws {
    let refusal = "0 < S 0:0(0) win 65535 <mss 1460>\n+.05 > R. 0:0(0) ack 1 win 64240\n"
    let findings = try Exchange.findings(
      refusal + """
        > S. 777:777(0) ack 1 win 64240 <mss 1460>
        < . 1:1(0) ack 778 win 502
        < P. 1:5(4) ack 778 win 502
        """)
    #expect(findings.matches.map(\.acceptance) == [.ignored])
    #expect(try Exchange.findings(refusal).matches.map(\.acceptance) == [.accepted])
  }

  /// A sender whose window is full of segments under way draws a RST with each; the first ended it.
  @Test(arguments: [
    ("+.0001 > P. 5:10(5) ack 6 win 512", [Acceptance.accepted, .ignored]),
    ("+.0001 > . 5:5(0) ack 6 win 512", [.accepted, .ignored]),
    ("+2 > P. 5:10(5) ack 6 win 512", [.ignored, .accepted]),
  ])
  func whatWasUnderWayDrawsResetsWithoutEffect(_ next: String, _ expected: [Acceptance]) throws {
    let ending = "< R. 6:6(0) ack 5 win 512\n\(next)\n< R 6:6(0) win 0"
    #expect(try Exchange.findings(Self.live + ending).matches.map(\.acceptance) == expected)
  }

  @Test func whatWasIgnoredOnceIsIgnoredAgain() throws {
    let answered = "> P. 5:10(5) ack 6 win 512\n< R 6:6(0) win 0\n"
    let again = "+.2 > P. 5:10(5) ack 6 win 512\n< R 6:6(0) win 0\n"
    let findings = try Exchange.findings(Self.live + "> R 5:5(0) win 0\n" + answered + again + again)
    #expect(findings.matches.dropFirst().map(\.acceptance) == [.ignored, .ignored, .ignored])
  }

  @Test func aWrongChecksumIsMoreOftenTheRewritersThanTheSenders() throws {
    var segments = try Conversation(Self.live + "> R 5:5(0) win 0").segments
    segments[segments.count - 1].envelope.checksum = .wrong
    var analyzer = Analyzer()
    for segment in segments { analyzer.add(segment) }
    #expect(analyzer.finish().matches.first?.acceptance == .accepted)
  }

  @Test func inexactResetAndItsConfirmationAreOneEvent() throws {
    let findings = try Exchange.findings(
      Exchange.handshake + """
        > P. 1:9(8) ack 1 win 512
        > R. 9:9(0) ack 1 win 512
        < . 1:1(0) ack 1 win 512
        > R 1:1(0) win 0
        """)
    #expect(findings.matches.map(\.acceptance) == [.challenged, .accepted])
    #expect(findings.matches.map(\.receiver.error) == [.connectionReset, .connectionReset])
  }

  @Test func deadPathCarriesNoResetEither() throws {
    let findings = try Exchange.findings(
      Exchange.handshake + """
        +10 < . 0:0(0) ack 1 win 512
        +10 < . 0:0(0) ack 1 win 512
        +10 < R. 1:1(0) ack 1 win 512
        """)
    let match = try #require(findings.matches.first)
    #expect(match.acceptance == .unknown)
    #expect(match.receiver.error == nil)
    #expect(match.sender?.error == .timedOut)
  }
}
