import Causes
import TestSupport
import Testing

/// Only a responder that has said nothing since its SYN+ACK.
@Suite struct BacklogOverflowTests {
  @Test func anAnswerToTheHandshakesAckPutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > S. 0:0(0) ack 1 win 65160
      < . 1:1(0) ack 1 win 64240
      > R 1:1(0)
      """)
    #expect(verdict.candidates.first == .backlogOverflow)
    #expect(verdict.candidates.contains(.halfOpenPeer))
    #expect(verdict.cause == nil)
  }

  @Test func anAnswerToTheFirstDataMakesItPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.backlogOverflow))
  }

  @Test func aServerThatAcknowledgedDataHadRoom() throws {
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
    #expect(!verdict.candidates.contains(.backlogOverflow))
  }

  @Test func aClientHasNoBacklog() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      < R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.backlogOverflow))
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.backlogOverflow))
  }
}
