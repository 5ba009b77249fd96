import Causes
import TestSupport
import Testing

/// A killed socket looks like any active RST; it is never settled by packets.
@Suite struct AdministrativeKillTests {
  @Test func itIsAmongTheCandidatesOfAnActiveReset() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.candidates.contains(.administrativeKill))
    #expect(verdict.cause == nil)
  }

  @Test func afterTheOtherSidesCloseItIsStillPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      < R. 1:1(0) ack 2 win 502
      """)
    #expect(verdict.candidates.contains(.administrativeKill))
    #expect(!verdict.candidates.contains(.closeWithUnreadData))
  }

  @Test func itIsNoAnswerToASYN() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.administrativeKill))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      > R. 1:1(0) ack 9 win 509
      """)
    #expect(verdict.candidates.contains(.administrativeKill))
    #expect(verdict.cause == nil)
  }
}
