import Host
import Matches
import TestSupport
import Testing

/// What a RST meets where somebody else has spoken in a host's name: no error is claimed that no socket stored.
@Suite struct SituationTests {
  private static let opened = """
    < S 0:0(0) win 65495 <mss 65495,sackOK,TS val 100 ecr 0,wscale 7>
    > S. 0:0(0) ack 1 win 65483 <mss 65495,sackOK,TS val 500 ecr 100,wscale 7>
    < . 1:1(0) ack 1 win 512 <TS val 100 ecr 500>

    """

  /// The client asks, closes, and waits for the server's FIN; the server holds CLOSE-WAIT.
  private static let halfClosed =
    opened + """
      < P. 1:6(5) ack 1 win 512 <TS val 101 ecr 500>
      > . 1:1(0) ack 6 win 512 <TS val 501 ecr 101>
      < F. 6:6(0) ack 1 win 512 <TS val 102 ecr 501>
      > . 1:1(0) ack 7 win 512 <TS val 503 ecr 102>

      """

  @Test func aSYNWithoutMaximumSegmentSizeOnLoopbackIsAToolsOwn() throws {
    let match = try #require(
      try Exchange.findingsOnLoopback("< S 0:5(5) win 1000 <bare>\n> R. 0:0(0) ack 6 win 0").matches.first)
    #expect(match.acceptance == .ignored)
    #expect(match.receiver.error == nil)
    let real = try #require(
      try Exchange.findingsOnLoopback("< S 0:0(0) win 1000\n> R. 0:0(0) ack 1 win 0").matches.first)
    #expect(real.receiver.error == .connectionRefused)
    #expect(real.receiver.certainty == .known)
  }

  @Test func whoAcknowledgesWhatWasNeverSentHasNotReceivedIt() throws {
    let wrong = "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 65483\n< . 1:1(0) ack 1000 win 1000\n> R 1000:1000(0) win 0"
    let match = try #require(try Exchange.findings(wrong).matches.first)
    #expect(match.acceptance == .challenged)
    #expect(match.receiver.error == nil)
    let lost = "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 65483\n< P. 1:6(5) ack 1 win 1000\n> R 1:1(0) win 0"
    #expect(try Exchange.findings(lost).matches.first?.receiver.error == .connectionReset)
  }

  @Test func aSecondSYNBeforeTheFirstIsAnsweredIsNoSockets() throws {
    let text = "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 65483\n< S 1:1(0) win 1000\n> R. 0:0(0) ack 2 win 0"
    #expect(try Exchange.findingsOnLoopback(text).matches.last?.receiver.error == nil)
  }

  @Test func aStrayAcknowledgmentOnLoopbackLacksTheHostsTimestamps() throws {
    let syn = "< S 0:0(0) win 65495 <mss 65495,sackOK,TS val 100 ecr 0,wscale 7>\n"
    let stray = try #require(
      try Exchange.findingsOnLoopback(syn + "> . 1:1(0) ack 5000 win 1000\n< R 5000:5000(0)").matches.first)
    #expect(stray.receiver.error == nil)
    let old = syn + "> . 1:1(0) ack 5000 win 64 <TS val 501 ecr 99>\n< R 5000:5000(0)"
    #expect(try Exchange.findingsOnLoopback(old).matches.first?.receiver.error == .connectionReset)
  }

  @Test func aRefusalOnLoopbackOfASYNThatNeverReachedItMeetsAConnect() throws {
    let match = try #require(try Exchange.findingsOnLoopback("> R. 0:0(0) ack 1 win 0").matches.first)
    #expect(match.acceptance == .accepted)
    #expect(match.receiver.error == .connectionRefused)
    #expect(match.receiver.certainty == .assumed)
    // Elsewhere it may as well answer a SYN that bore a stolen address.
    #expect(try Exchange.findings("> R. 0:0(0) ack 1 win 0").matches.first?.receiver.error == nil)
    #expect(try Exchange.findingsOnLoopback("> R. 777:777(0) ack 1 win 0").matches.first?.receiver.error == nil)
  }

  @Test func aRefusedJoinIsNotTheApplications() throws {
    let join = "< S 0:0(0) win 1000 <mss 1460,mp_join>\n"
    let refused = try #require(try Exchange.findings(join + "> R. 0:0(0) ack 1 <mp_reset 1>").matches.first)
    #expect(refused.receiver.error == nil)
    #expect(refused.acceptance == .unknown)
    #expect(try Exchange.findings(join + "> R. 0:0(0) ack 1").matches.first?.receiver.error == .connectionRefused)
  }

  @Test func whoGoesOnAfterAFINThatWasNotItsOwnStillHoldsWhatItHeard() throws {
    let text = Self.halfClosed + "> F. 1:3(2) ack 7 win 512\n> P. 1:6(5) ack 7 win 512 <TS val 505 ecr 102>\n< R 7:7(0)"
    #expect(try Exchange.findings(text).matches.first?.receiver.error == .brokenPipe)
  }

  @Test(arguments: [900_000, -900_000])
  func aTimeWaitStoresNoError(number: Int) throws {
    let text =
      Self.opened + """
        > F. 1:1(0) ack 1 win 512 <TS val 501 ecr 100>
        < F. 1:1(0) ack 2 win 512 <TS val 102 ecr 501>
        > . 2:2(0) ack 2 win 512 <TS val 503 ecr 102>
        +1 < S \(number):\(number)(0) win 64240 <TS val 1102 ecr 0>
        > . 2:2(0) ack 2 win 64 <TS val 1503 ecr 102>
        < R 2:2(0)
        """
    let match = try #require(try Exchange.findings(text).matches.last)
    #expect(match.acceptance == .accepted)
    #expect(match.receiver.error == nil)
  }

  @Test func aStrayFINSaysNothingOfASocket() throws {
    let match = try #require(try Exchange.findings("< F. 6:6(0) ack 1 win 512\n> R 1:1(0)").matches.first)
    #expect(match.acceptance == .unknown)
  }

  @Test func aFINWithoutTheAgreedTimestampsIsAnothers() throws {
    let forged = Self.halfClosed + "> F. 1:6(5) ack 7 win 512\n< R 7:7(0)"
    #expect(try Exchange.findings(forged).matches.first?.receiver.error == .brokenPipe)
    let own = Self.halfClosed + "> F. 1:6(5) ack 7 win 512 <TS val 504 ecr 102>\n< R 7:7(0)"
    #expect(try Exchange.findings(own).matches.first?.receiver.error == nil)
  }

  @Test func whoGoesOnWithTheOldConnectionHasNotBegunAnother() throws {
    let text =
      Self.halfClosed + """
        > S 1:1(0) win 1000 <bare>
        < R. 0:0(0) ack 2 win 0
        > P. 1:6(5) ack 7 win 512 <TS val 505 ecr 102>
        < R 7:7(0)
        """
    let findings = try Exchange.findingsOnLoopback(text)
    #expect(findings.matches.map(\.receiver.error) == [nil, .brokenPipe])
    #expect(findings.matches.map(\.acceptance) == [.ignored, .accepted])
  }
}
