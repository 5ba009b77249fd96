import Causes
import TestSupport
import Testing

/// A SYN+ACK to an end that had not asked, or had given up.
@Suite struct UnexpectedSynAckTests {
  @Test func aScanCapturedInOneDirectionIsStillAScan() throws {
    let verdict = try judge("< S 0:0(0) win 1024\n< R 1:1(0)")
    #expect(verdict.candidates.first == .unexpectedSynAck)
    #expect(verdict.candidates.contains(.firewallReject))
    #expect(!verdict.candidates.contains(.halfOpenPeer))
    // With another number it answers nothing of the kind, and where the other side was captured it needs its SYN+ACK.
    #expect(try !judge("< S 0:0(0) win 1024\n< R 9:9(0)").candidates.contains(.unexpectedSynAck))
    #expect(try !judge("< S 0:0(0) win 1024\n> . 7:7(0) ack 90\n< R 1:1(0)").candidates.contains(.unexpectedSynAck))
  }

  @Test func theRstOfAHalfOpenScan() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1024
      > S. 0:0(0) ack 1 win 65160
      +.05 < R 1:1(0)
      """)
    #expect(verdict.candidates.first == .unexpectedSynAck)
    #expect(verdict.candidates.contains(.firewallReject))
    #expect(!verdict.candidates.contains(.forgedReset))
  }

  @Test func backscatterHasNoSYNAtAll() throws {
    let verdict = try judge(
      """
      > S. 0:0(0) ack 1 win 65160
      < R 1:1(0)
      """)
    #expect(verdict.candidates.first == .unexpectedSynAck)
  }

  @Test func aClientThatGoesOnConnectingHadNotGivenUp() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1024
      > S. 0:0(0) ack 1 win 65160
      < R 1:1(0)
      +1 < S 0:0(0) win 1024
      """)
    #expect(!verdict.candidates.contains(.unexpectedSynAck))
    #expect(verdict.candidates.first == .firewallReject)
  }

  @Test func afterTheHandshakeItIsNotInReach() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      < R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.unexpectedSynAck))
  }

  @Test func aLoneResetMayBeOne() throws {
    let verdict = try judge(
      """
      < R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.unexpectedSynAck))
    #expect(verdict.cause == nil)
  }
}
