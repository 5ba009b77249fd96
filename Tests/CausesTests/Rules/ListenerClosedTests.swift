import Causes
import TestSupport
import Testing

/// Only a side that was connected to and never spoke can be a connection that nobody accepted.
@Suite struct ListenerClosedTests {
  @Test func aSilentServerMayNeverHaveAccepted() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      """)
    #expect(verdict.candidates.contains(.listenerClosed))
  }

  @Test func aServerThatWroteHadAccepted() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      > R. 8:8(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.listenerClosed))
    #expect(verdict.isRuledOut(.listenerClosed))
  }

  @Test func aClientHasNoListener() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < R. 1:1(0) ack 1 win 502
      """)
    #expect(!verdict.candidates.contains(.listenerClosed))
    #expect(verdict.isRuledOut(.listenerClosed))
  }

  @Test func midStreamNobodyKnowsWhoListened() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.listenerClosed))
    #expect(verdict.candidates.contains(.lingerZeroClose))
  }
}
