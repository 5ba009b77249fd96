import Causes
import TestSupport
import Testing

/// The end of a process looks like its close; only the kernel or the process tells.
@Suite struct ProcessExitWithUnreadDataTests {
  @Test func itTiesWithTheCloseAndStandsBehindIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      """)
    #expect(Array(verdict.candidates.prefix(2)) == [.closeWithUnreadData, .processExitWithUnreadData])
  }

  @Test func withoutUnreadBytesADyingProcessSendsAFin() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.processExitWithUnreadData))
    #expect(verdict.isRuledOut(.processExitWithUnreadData))
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(verdict.candidates.contains(.processExitWithUnreadData))
  }
}
