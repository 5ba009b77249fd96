import Causes
import TestSupport
import Testing

/// The sender's FIN, then payload, then at once a RST that repeats the payload's ACK.
@Suite struct DataAfterCloseTests {
  @Test func payloadAfterItsFinSettlesIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      < P. 1:6(5) ack 2 win 502
      > R 2:2(0)
      """)
    #expect(verdict.status == .settled(.dataAfterClose))
  }

  @Test func aRequestThatCrossedTheFinSettlesItToo() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < P. 1:6(5) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.status == .settled(.dataAfterClose))
  }

  /// A RST far below what the closed end waits for has not ended it; one at the number that it waits for may have.
  @Test(arguments: [("> R 900:900(0)", true), ("> R 1001:1001(0)", false)])
  func aResetBeforeMattersIfItMayHaveBeenTaken(_ forged: String, _ isSettled: Bool) throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:1001(1000) ack 1 win 509
      < . 1:1(0) ack 1001 win 502
      < F. 1:1(0) ack 1001 win 502
      > . 1001:1001(0) ack 2 win 509
      \(forged)
      > P. 1001:1006(5) ack 2 win 509
      < R 2:2(0)
      """)
    #expect((verdict.status == .settled(.dataAfterClose)) == isSettled)
    #expect(verdict.candidates.contains(.dataAfterClose))
  }

  @Test func withoutAFinItIsAPeerThatForgot() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.dataAfterClose))
    #expect(verdict.candidates.first == .halfOpenPeer)
  }

  @Test func aBareAcknowledgmentIsNoData() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      +.5 < . 1:1(0) ack 2 win 502
      +.0001 > R 2:2(0)
      """)
    #expect(verdict.cause == nil)
    #expect(verdict.candidates.contains(.halfOpenPeer))
  }

  @Test func aResetThatComesLateIsNoAnswer() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 1 win 509
      < . 1:1(0) ack 2 win 502
      < P. 1:6(5) ack 2 win 502
      +.7 > R 2:2(0)
      """)
    #expect(verdict.cause == nil)
    #expect(verdict.candidates.first == .forgedReset)
  }

  @Test func payloadBeyondItsSendersOwnFinIsPossible() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < F. 1:1(0) ack 1 win 502
      > . 1:1(0) ack 2 win 509
      < P. 1:6(5) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.dataAfterClose))
  }

  @Test func midStreamItIsOnlyPossible() throws {
    let verdict = try judge(
      """
      > R 1:1(0)
      """)
    #expect(verdict.candidates.contains(.dataAfterClose))
    #expect(verdict.cause == nil)
  }
}
