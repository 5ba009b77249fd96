import Causes
import TestSupport
import Testing

/// A refused SYN is a closed port or a firewall made to look like one.
@Suite struct NoListenerTests {
  @Test func aRefusedSYNIsATieThatItLeads() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > R. 0:0(0) ack 1 win 0 ttl 64
      """)
    #expect(verdict.candidates == [.noListener, .firewallReject])
    #expect(verdict.separatedBy.contains { $0.contains("tcp_send_reset") })
  }

  @Test(arguments: [
    ("< S 0:0(0) win 64240\n> R. 0:0(0) ack 1 win 0", "acknowledges exactly the SYN"),
    ("< S 0:0(0) win 64240\n> R. 0:0(0) ack 0 win 0", "acknowledges no SYN that was seen"),
    ("> R. 0:0(0) ack 1 win 0", "the SYN was not captured"),
  ])
  func theEvidenceSaysOnlyWhatTheNumbersSay(conversation: String, words: String) throws {
    let evidence = try judge(conversation).evidence.filter { $0.cause == .noListener && $0.supports }
    #expect(evidence.contains { $0.statement.contains(words) }, "\(evidence.map(\.statement))")
  }

  @Test func aRefusedSYNWithDataAndFastOpenToo() throws {
    let verdict = try judge(
      """
      < S 0:5(5) win 64240 <mss 1460,FO>
      > R. 0:0(0) ack 6 win 0
      """)
    #expect(verdict.candidates.first == .noListener)
  }

  @Test func aSegmentWithoutAckIsRefusedLikeASYN() throws {
    let verdict = try judge(
      """
      < SF 0:0(0) win 1000
      > R. 0:0(0) ack 2 win 0
      """)
    #expect(verdict.candidates.first == .noListener)
  }

  @Test func payloadInMidConnectionMeetsNoClosedPort() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.noListener))
  }

  @Test func anAbortRightAfterTheHandshakeIsNone() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.noListener))
  }

  @Test func withoutTheSYNItIsStillTheShape() throws {
    let verdict = try judge(
      """
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(verdict.candidates.contains(.noListener))
    #expect(verdict.cause == nil)
  }

  @Test func aRefusalWithANumberOfItsOwnIsAnotherStacks() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 4096 <mss 1460>
      > R. 500:500(0) ack 1 win 0
      """)
    #expect(verdict.candidates == [.noListener, .firewallReject])
  }
}
