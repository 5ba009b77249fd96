import Causes
import TestSupport
import Testing

/// An abortive close needs nothing but a connection, and stands first where nothing was unread.
@Suite struct LingerZeroCloseTests {
  @Test func itLeadsWhereNoPayloadReachedTheSender() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      < . 1:1(0) ack 8 win 502
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(verdict.candidates.first == .lingerZeroClose)
    #expect(verdict.cause == nil)
  }

  @Test func itIsNoAnswerToASYN() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.lingerZeroClose))
  }

  @Test func itIsNoAnswerToPayload() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.lingerZeroClose))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R. 1:1(0) ack 9 win 509
      """)
    #expect(verdict.candidates.contains(.lingerZeroClose))
    #expect(verdict.cause == nil)
  }
}
