import Causes
import TestSupport
import Testing

/// Dissolving a connection leaves the receive queue alone, and so may show a closed window.
@Suite struct DisconnectTests {
  @Test func aFullReceiveQueuePutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < . 1:65001(65000) ack 1 win 502
      > . 1:1(0) ack 65001 win 0
      > R. 1:1(0) ack 65001 win 0
      """)
    #expect(verdict.candidates.first == .disconnect)
    #expect(verdict.candidates.contains(.administrativeKill))
  }

  @Test func otherwiseItStandsBehindTheAbortiveClose() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.candidates == [.lingerZeroClose, .disconnect, .administrativeKill])
  }

  @Test func itIsNoAnswer() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.disconnect))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R. 1:1(0) ack 9 win 509
      """)
    #expect(verdict.candidates.contains(.disconnect))
    #expect(verdict.cause == nil)
  }
}
