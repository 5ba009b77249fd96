import Causes
import TestSupport
import Testing

/// Forgotten on the way: after a long silence, or while the other end goes on.
@Suite struct StateLostInNetworkTests {
  private static let talked = """
    < S 0:0(0) win 64240 <mss 1460,wscale 7> ttl 52
    > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
    < . 1:1(0) ack 1 win 502 ttl 52
    > P. 1:101(100) ack 1 win 509
    < . 1:1(0) ack 101 win 502 ttl 52

    """

  @Test func aResetOutOfLongSilenceMayBeTheNetworks() throws {
    let own = try judge(Self.talked + "+181 < R. 1:1(0) ack 101 win 502 ttl 52")
    #expect(own.candidates.first == .closeWithUnreadData)
    #expect(own.candidates.contains(.stateLostInNetwork))
    #expect(
      try judge(Self.talked + "+181 < R. 1:1(0) ack 101 win 9300 ttl 251").candidates.first == .stateLostInNetwork)
    let both = Self.talked + "+181 > R. 101:101(0) ack 1 win 0\n+.001 < R. 1:1(0) ack 101 win 0 ttl 52"
    #expect(try judge(both).candidates.first == .stateLostInNetwork)
  }

  @Test func aResetInTheMiddleOfTalkIsNotTheNetworks() throws {
    #expect(
      try !judge(Self.talked + "+2 < R. 1:1(0) ack 101 win 9300 ttl 251").candidates.contains(.stateLostInNetwork))
    let probed =
      Self.talked + "+60 < . 0:0(0) ack 101 ttl 52\n+60 < . 0:0(0) ack 101 ttl 52\n+60 < R. 1:1(0) ack 101 ttl 52"
    #expect(try !judge(probed).candidates.contains(.stateLostInNetwork))
    // Of one side alone nobody knows how long the other had been silent.
    #expect(
      try !judge("< P. 1:9(8) ack 1 ttl 52\n+181 < R. 9:9(0) ack 1 ttl 52").candidates.contains(.stateLostInNetwork))
  }

  @Test func aLongSilencePutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      +70 < P. 3:5(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.first == .stateLostInNetwork)
    #expect(verdict.candidates.contains(.halfOpenPeer))
    #expect(verdict.cause == nil)
  }

  @Test func aBusyConnectionGivesNoHint() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:5(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.stateLostInNetwork))
  }

  @Test func aTimeToLiveFromElsewhereMakesItPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 ttl 63 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0) ttl 64
      """)
    #expect(verdict.candidates.contains(.stateLostInNetwork))
    #expect(verdict.candidates.contains(.firewallReject))
    #expect(verdict.cause == nil)
  }

  @Test func aRefusedSYNHasNoStateToLose() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.stateLostInNetwork))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.stateLostInNetwork))
    #expect(verdict.cause == nil)
  }
}
