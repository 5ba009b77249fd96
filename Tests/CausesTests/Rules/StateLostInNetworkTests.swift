import Causes
import TestSupport
import Testing

/// Forgotten on the way: after a long silence, or while the other end goes on.
@Suite struct StateLostInNetworkTests {
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
