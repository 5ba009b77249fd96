import Causes
import TestSupport
import Testing

/// The same packet as a host's own: a tie, unless the host goes on.
@Suite struct FirewallRejectTests {
  @Test func whatAnswersForAnEndThatHasAbortedMayStandBeforeIt() throws {
    let opened = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7> ttl 116
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502 ttl 116
      > P. 1:101(100) ack 1 win 509
      > P. 101:201(100) ack 1 win 509
      < R. 1:1(0) ack 1 win 0 ttl 116

      """
    let between = try judge(opened + "< R. 1:1(0) ack 101 win 0 ttl 244\n< R. 1:1(0) ack 201 win 0 ttl 244")
    #expect(between.candidates.prefix(2) == [.firewallReject, .halfOpenPeer])
    let own = try judge(opened + "< R. 1:1(0) ack 101 win 0 ttl 116")
    #expect(own.candidates.prefix(2) == [.halfOpenPeer, .firewallReject])
    // The abort itself answers nothing, and mid-stream nobody knows of one.
    #expect(try !judge(opened).candidates.contains(.firewallReject))
    #expect(try !judge("> P. 1:101(100) ack 1 win 509\n< R. 1:1(0) ack 101 win 0").candidates.contains(.firewallReject))
  }

  @Test func aTimeToLiveAbove128PutsItFirstAndNoMore() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0 ttl 254
      """)
    #expect(verdict.candidates == [.firewallReject, .noListener])
  }

  @Test func aHostThatGoesOnLeavesOnlyWhatLiesBetween() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:5(2) ack 1 win 502
      > R 1:1(0)
      +.1 > P. 1:8(7) ack 3 win 509
      """)
    #expect(verdict.candidates.first == .firewallReject)
    #expect(!verdict.candidates.contains(.halfOpenPeer))
    #expect(verdict.cause == nil)
  }

  @Test func anAbortIsNoReject() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.firewallReject))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.firewallReject))
    #expect(verdict.cause == nil)
  }
}
