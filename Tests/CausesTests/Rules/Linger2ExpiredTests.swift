import Causes
import TestSupport
import Testing

/// A negative TCP_LINGER2 needs the sender's FIN and its acknowledgment.
@Suite struct Linger2ExpiredTests {
  @Test func afterAnAcknowledgedFinItIsPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      > R. 2:2(0) ack 1 win 509
      """)
    #expect(verdict.candidates.contains(.linger2Expired))
    #expect(verdict.candidates.first == .lingerZeroClose)
  }

  @Test func aResetThatAnswersTheFinsAcknowledgmentPutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      +.0001 < . 1:1(0) ack 2 win 502
      +.0001 > R 2:2(0)
      """)
    #expect(verdict.candidates.contains(.linger2Expired))
    #expect(verdict.cause == nil)
  }

  @Test func beforeTheAcknowledgmentItIsRuledOut() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      > R. 2:2(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.linger2Expired))
    #expect(verdict.isRuledOut(.linger2Expired))
  }

  @Test func withoutAFinItIsNotInReach() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.linger2Expired))
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.linger2Expired))
  }
}
