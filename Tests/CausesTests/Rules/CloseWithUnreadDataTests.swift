import Causes
import TestSupport
import Testing

/// A close with unread bytes needs bytes; which of them were read is invisible.
@Suite struct CloseWithUnreadDataTests {
  @Test func aCaptureOfOneDirectionShowsWhatWasAcknowledged() throws {
    let opened = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:9(8) ack 1 win 502

      """
    #expect(try judge(opened + "+.2 < R. 9:9(0) ack 101 win 502").candidates.first == .closeWithUnreadData)
    #expect(try judge(opened + "+.2 < R. 9:9(0) ack 1 win 502").isRuledOut(.closeWithUnreadData))
    #expect(
      try judge("< P. 1:9(8) ack 1 win 502\n+.2 < R. 9:9(0) ack 1 win 502").candidates.contains(.closeWithUnreadData))
  }

  @Test func theFoundingExampleIsATieThatItLeads() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      """)
    #expect(verdict.candidates.first == .closeWithUnreadData)
    #expect(verdict.candidates.contains(.lingerZeroClose))
    #expect(verdict.candidates.contains(.processExitWithUnreadData))
    #expect(!verdict.separatedBy.isEmpty)
  }

  @Test func bytesThatHadJustComeSpeakForIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:9(6) ack 1 win 502
      > R. 1:1(0) ack 9 win 509
      """)
    #expect(verdict.candidates.first == .closeWithUnreadData)
    #expect(verdict.evidence.contains { $0.cause == .closeWithUnreadData && $0.strength == .strong && $0.supports })
  }

  @Test func withoutAnyPayloadItIsRuledOut() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.closeWithUnreadData))
    #expect(verdict.isRuledOut(.closeWithUnreadData))
    #expect(verdict.candidates.first == .lingerZeroClose)
  }

  @Test func aFullReceiveQueueSpeaksAgainstIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < . 1:65001(65000) ack 1 win 502
      > . 1:1(0) ack 65001 win 0
      > R. 1:1(0) ack 65001 win 0
      """)
    #expect(verdict.candidates.contains(.closeWithUnreadData))
    #expect(verdict.candidates.first == .disconnect)
  }

  @Test func midStreamItStaysPossible() throws {
    let verdict = try judge(
      """
      < . 1:1(0) ack 1 win 502
      > . 1:1(0) ack 1 win 509
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(verdict.candidates.contains(.closeWithUnreadData))
    #expect(verdict.cause == nil)
  }
}
