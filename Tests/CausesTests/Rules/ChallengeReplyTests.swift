import Causes
import TestSupport
import Testing

/// An inexact RST, a challenge ACK, and the exact RST that answers it.
@Suite struct ChallengeReplyTests {
  @Test func theExactAnswerSettlesIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:9(8) ack 1 win 509
      +.02 > R. 9:9(0) ack 1 win 509
      +.0001 < . 1:1(0) ack 1 win 502
      +.0001 > R 1:1(0)
      """)
    #expect(verdict.status == .settled(.challengeReply))
  }

  @Test func aGuessAfterTheChallengeIsNone() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R 100:100(0)
      < . 1:1(0) ack 1 win 502
      > R 200:200(0)
      """)
    #expect(!verdict.candidates.contains(.challengeReply))
    #expect(verdict.candidates.first == .forgedReset)
  }

  @Test func repeatedAnswersToDataAreNone() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:4(1) ack 1 win 502
      > R 1:1(0)
      < P. 4:5(1) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.challengeReply))
  }

  @Test func midStreamWithoutTheFirstItStaysSilent() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.challengeReply))
  }
}
