import Causes
import TestSupport
import Testing

/// MP_TCPRST in an answer settles it; in an active RST it names the protocol, not the call.
@Suite struct MPTCPResetTests {
  @Test func anAnswerWithTheOptionSettlesIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1000 <mss 1460,mp_join>
      > R. 0:0(0) ack 1 win 0 <mp_reset 1>
      """)
    #expect(verdict.status == .settled(.mptcpReset))
  }

  @Test func anApplicationsAbortCarriesFastcloseAsWell() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509 <mp_fastclose,mp_reset 0>
      """)
    #expect(verdict.candidates.first == .mptcpReset)
    #expect(verdict.candidates.contains(.closeWithUnreadData))
    #expect(verdict.cause == nil)
  }

  @Test func aSubflowThatWasKilledGivesNoReason() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509 <mp_reset 0>
      """)
    #expect(verdict.candidates.first == .administrativeKill)
    #expect(verdict.candidates.contains(.mptcpReset))
  }

  @Test func withoutTheOptionItIsNotInReach() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1000 <mss 1460,mp_join>
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.mptcpReset))
  }

  @Test func midStreamTheOptionStillTells() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 1000
      > R 1:1(0) win 0 <mp_reset 6>
      """)
    #expect(verdict.status == .settled(.mptcpReset))
    #expect(verdict.evidence.contains { $0.statement.contains("middlebox interference") })
  }
}
