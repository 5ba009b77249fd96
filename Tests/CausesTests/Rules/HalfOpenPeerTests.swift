import Causes
import TestSupport
import Testing

/// A segment in mid-connection, refused at once: forgotten by the host, or by something before it.
@Suite struct HalfOpenPeerTests {
  @Test func whatIsNoPayloadFindsNoSocketOnceBothHaveClosed() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < F. 1:1(0) ack 1 win 502
      > F. 1:1(0) ack 2 win 509
      < . 2:2(0) ack 2 win 502
      +.5 < . 2:2(0) ack 2 win 502
      > R 2:2(0)
      """)
    #expect(verdict.candidates.first == .halfOpenPeer)
    #expect(verdict.candidates.contains(.dataAfterClose))
  }

  @Test func everyAnswerAfterItsOwnAbortIsSettled() throws {
    let opened = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < R. 1:1(0) ack 1 win 502

      """
    let late = "> P. 1:6(5) ack 1 win 509\n< R 1:1(0)\n"
    for count in 1...4 {
      #expect(try judge(opened + String(repeating: late, count: count)).status == .settled(.halfOpenPeer))
    }
    // Who speaks again has not aborted after all.
    let again = opened + late + "+1 < P. 1:6(5) ack 1 win 502\n" + late
    #expect(try judge(again).status != .settled(.halfOpenPeer))
  }

  @Test func aResetThatItHadToTakeLeftNoSocketToClose() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < F. 1:1(0) ack 1 win 502
      > . 1:1(0) ack 2 win 509
      +1 > R 1:1(0)
      +.001 > P. 1:6(5) ack 2 win 509
      < R 2:2(0)
      """)
    #expect(verdict.candidates.first == .halfOpenPeer)
    #expect(verdict.candidates.contains(.dataAfterClose))
  }

  @Test func aRefusalInMidConnectionIsATieThatItLeads() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:5(2) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.first == .halfOpenPeer)
    #expect(verdict.candidates.contains(.firewallReject))
    #expect(verdict.cause == nil)
  }

  @Test func whatArrivesAfterItsOwnResetSettlesIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      +.0001 < P. 3:5(2) ack 1 win 502
      +.0001 > R 1:1(0)
      """)
    #expect(verdict.status == .settled(.halfOpenPeer))
  }

  @Test func aSenderThatGoesOnHasNotForgotten() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      < P. 3:5(2) ack 1 win 502
      > R 1:1(0)
      +.1 > P. 1:8(7) ack 3 win 509
      """)
    #expect(!verdict.candidates.contains(.halfOpenPeer))
    #expect(verdict.isRuledOut(.halfOpenPeer))
    #expect(verdict.candidates.first == .firewallReject)
  }

  @Test func aRefusedSYNIsAClosedPort() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.halfOpenPeer))
  }

  /// Load balancers and some stacks set ACK in their answers; after both FINs, or a RST, nothing is left to abort.
  @Test(arguments: [
    "> F. 1:1(0) ack 1 win 509\n< F. 1:1(0) ack 2 win 502\n> . 2:2(0) ack 2 win 509\n< . 2:2(0) ack 2 win 502\n",
    "> R. 1:1(0) ack 1 win 0\n< P. 1:2(1) ack 1 win 502\n",
  ])
  func anAnswerWithACKIsNoAbort(ending: String) throws {
    let handshake = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502

      """
    let number = ending.hasPrefix("> F") ? 2 : 1
    let verdict = try judge(handshake + ending + "+.0001 > R. \(number):\(number)(0) ack 2 win 0")
    #expect(verdict.candidates.first == .halfOpenPeer)
  }

  @Test func midStreamItTiesWithWhatLiesBetween() throws {
    let verdict = try judge(
      """
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0)
      """)
    #expect(verdict.candidates.prefix(3) == [.halfOpenPeer, .firewallReject, .stateLostInNetwork])
  }
}
