import Causes
import Flows
import TestSupport
import Testing

/// An acknowledgment of what was never sent, to an end that is still connecting.
@Suite struct UnacceptableAckInHandshakeTests {
  @Test func aSynAckOfAnotherNumberPutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > S. 0:0(0) ack 1001 win 65160
      < R 1001:1001(0)
      """)
    #expect(verdict.candidates.first == .unacceptableAckInHandshake)
    #expect(verdict.cause == nil)
  }

  @Test func anOldConnectionsAcknowledgmentToo() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > . 1:1(0) ack 500 win 65160
      < R 500:500(0)
      """)
    #expect(verdict.candidates.first == .unacceptableAckInHandshake)
    #expect(verdict.candidates.contains(.halfOpenPeer))
  }

  @Test func whoGoesOnConnectingHasASocketAfterAll() throws {
    let refused = "< S 0:0(0) win 64240\n> . 1:1(0) ack 500 win 65160\n< R 500:500(0)\n"
    let resets = try #require(try Conversation(refused + "+.01 < S 0:0(0) win 64240").resets.first)
    let verdict = Verdict(resets, Weighing(resets))
    #expect(verdict.candidates == [.unacceptableAckInHandshake, .firewallReject])
  }

  @Test func aToolsSYNHasNoSocketBehindIt() throws {
    let verdict = try judge("< S 0:0(0) win 1000 <bare>\n> . 1:1(0) ack 500 win 65160\n< R 500:500(0)")
    #expect(verdict.candidates.first == .halfOpenPeer)
  }

  @Test func aNewSYNThatMeetsTheOldConnectionToo() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      +3 < S 500000:500000(0) win 64240 <mss 1460,wscale 7>
      > . 1:1(0) ack 1 win 509
      < R 1:1(0)
      """)
    #expect(verdict.candidates.first == .unacceptableAckInHandshake)
    #expect(verdict.candidates.contains(.halfOpenPeer))
    #expect(verdict.cause == nil)
  }

  @Test func anEchoFromTheFutureToo() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,TS val 1000 ecr 0>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,TS val 5 ecr 9000000>
      < R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.unacceptableAckInHandshake))
  }

  @Test func aFittingSynAckIsMerelyUnexpected() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,TS val 1000 ecr 0>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,TS val 5 ecr 1000>
      < R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.unacceptableAckInHandshake))
    #expect(verdict.candidates.first == .unexpectedSynAck)
  }

  @Test func anEndThatHadConnectedIsNotInReach() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:8(7) ack 1 win 509
      < . 1:1(0) ack 8 win 502
      > P. 8:9(1) ack 1 win 509
      < R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.unacceptableAckInHandshake))
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.unacceptableAckInHandshake))
  }
}
