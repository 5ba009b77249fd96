import Causes
import TestSupport
import Testing

/// A SYN that met the remnant of the old connection.
@Suite struct TimeWaitCollisionTests {
  @Test func aSYNIntoTheWaitForTheOtherFin() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      +1 < S 90000:90000(0) win 64240
      > R. 0:0(0) ack 90001 win 0
      """)
    #expect(verdict.candidates.first == .timeWaitCollision)
    #expect(verdict.candidates.contains(.noListener))
  }

  @Test func aTimeWaitWithBothFinsRefusesNobody() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < F. 1:1(0) ack 2 win 502
      > . 2:2(0) ack 2 win 509
      +1 < S 90000:90000(0) win 64240
      > R. 0:0(0) ack 90001 win 0
      """)
    #expect(!verdict.candidates.contains(.timeWaitCollision))
  }

  @Test func aClosedPortHasNoOldConnection() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.timeWaitCollision))
  }

  @Test func anOldConnectionThatTheOtherSideClosedLeavesNothing() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < F. 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 2 win 509
      < . 2:2(0) ack 2 win 502
      +1 < S 90000:90000(0) win 64240
      > R. 0:0(0) ack 90001 win 0
      """)
    #expect(!verdict.candidates.contains(.timeWaitCollision))
    #expect(verdict.candidates.first == .noListener)
  }

  @Test func aRemnantThatTheOtherSideHasResetIsGone() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < F. 1:1(0) ack 2 win 502
      > . 2:2(0) ack 2 win 509
      +1 < S 90000:90000(0) win 64240
      > . 2:2(0) ack 2 win 509
      < R 2:2(0)
      +1 < S 90000:90000(0) win 64240
      > R. 0:0(0) ack 90001 win 0
      """)
    #expect(!verdict.candidates.contains(.timeWaitCollision))
    #expect(verdict.candidates.first == .noListener)
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.timeWaitCollision))
  }
}
