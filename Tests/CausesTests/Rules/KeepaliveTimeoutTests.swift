import Causes
import TestSupport
import Testing

/// Two unanswered probes and a RST on the tick settle it.
@Suite struct KeepaliveTimeoutTests {
  @Test func twoProbesAndATickSettleIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +1 < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.status == .settled(.keepaliveTimeout))
  }

  @Test func oneProbeOnlyPutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +1 < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.candidates.first == .keepaliveTimeout)
    #expect(verdict.cause == nil)
  }

  @Test func aResetBetweenTwoTicksIsNotSettled() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +.4 < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.candidates.first == .keepaliveTimeout)
    #expect(verdict.cause == nil)
    #expect(verdict.candidates.contains(.lingerZeroClose))
  }

  @Test func probesThatSeemAnsweredLeaveATie() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      > . 1:1(0) ack 1 win 509
      +1 < . 0:0(0) ack 1 win 502
      > . 1:1(0) ack 1 win 509
      +1 < R. 1:1(0) ack 1 win 502
      """)
    #expect(verdict.candidates.first == .keepaliveTimeout)
    #expect(verdict.cause == nil)
  }

  @Test func theOtherSidesResetIsNone() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +1 < . 0:0(0) ack 1 win 502
      +1 > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.keepaliveTimeout))
  }

  @Test func midStreamWithoutProbesItStaysSilent() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      +1 < R. 9:9(0) ack 1 win 502
      """)
    #expect(!verdict.candidates.contains(.keepaliveTimeout))
  }
}
