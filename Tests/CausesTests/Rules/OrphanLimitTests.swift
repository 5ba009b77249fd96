import Causes
import TestSupport
import Testing

/// An orphan has closed, or has bytes to deliver.
@Suite struct OrphanLimitTests {
  @Test func unacknowledgedBytesOfItsOwnMakeItPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(verdict.candidates.last == .orphanLimit)
  }

  @Test func aFinMakesItPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      > R. 2:2(0) ack 1 win 509
      """)
    #expect(verdict.candidates.contains(.orphanLimit))
  }

  @Test func aClosedWindowMayHoldBytesBack() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 7 <mss 1460>
      > S. 0:0(0) ack 1 win 65160 <mss 1460>
      < . 1:1(0) ack 1 win 7
      > P. 1:8(7) ack 1 win 509
      < . 1:1(0) ack 8 win 0
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(verdict.candidates.contains(.orphanLimit))
  }

  @Test func withNothingToDeliverItIsNotInReach() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      < . 1:1(0) ack 8 win 502
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.orphanLimit))
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.orphanLimit))
  }
}
