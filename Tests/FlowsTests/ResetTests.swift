import Flows
import TestSupport
import Testing
import Wire

/// What a RST finds in its flow.
@Suite struct ResetTests {
  @Test func aPassiveResetIsPairedWithTheSYNThatItRefuses() throws {
    let reset = try #require(
      try Conversation(
        """
        < S 0:0(0) win 64240 <mss 1460,wscale 7>
        > R. 0:0(0) ack 1
        """
      ).resets.first)
    #expect(reset.provokedBy?.frame.number == 1)
    #expect(reset.receiver.state == .synSent)
    #expect(reset.sender.state == .unseen)
    #expect(reset.sentBy == .responder && reset.knowsOriginator)
  }

  @Test func repeatedResetsAnswerEachItsOwnSegment() throws {
    let resets = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      < F. 1:1(0) ack 1 win 1000
      > . 1:1(0) ack 2 win 1000
      > P. 1:11(10) ack 2 win 1000
      > P. 11:21(10) ack 2 win 1000
      < R 2:2(0)
      < R 2:2(0)
      """
    ).resets
    #expect(resets.map(\.provokedBy?.frame.number) == [6, 7])
    #expect(resets.first?.sender.state == .finWait2)
    #expect(resets.first?.receiver.state == .closeWait)
    #expect(resets.first?.sender.finAcknowledgedFrame?.number == 5)
    #expect(resets.last?.receiver.isClosedByReset == true)
  }

  @Test func theHandshakesAcknowledgmentIsNotTakenForTheProvocation() throws {
    let reset = try #require(
      try Conversation(
        """
        < S 0:0(0) win 1000
        > S. 0:0(0) ack 1 win 1000
        < . 1:1(0) ack 1 win 1000
        < P. 1:5(4) ack 1 win 1000
        > R 1:1(0)
        """
      ).resets.first)
    #expect(reset.provokedBy?.frame.number == 4)
  }

  @Test func anActiveResetAnswersNothingAndSeesBothPeers() throws {
    let reset = try #require(
      try Conversation(
        """
        < S 0:0(0) win 1000 <mss 1460,wscale 7>
        > S. 0:0(0) ack 1 win 1000 <mss 1460,wscale 7>
        < . 1:1(0) ack 1 win 500
        < P. 1:3(2) ack 1 win 500
        > . 1:1(0) ack 3 win 500
        > R. 1:1(0) ack 3 win 500
        """
      ).resets.first)
    #expect(reset.provokedBy == nil)
    #expect(reset.receiver.payloadBytes == 2)
    #expect(reset.sender.acknowledged == Conversation.clientISS + 3)
    #expect(reset.sender.window == 500 << 7)
    #expect(reset.sender.state == .established && reset.receiver.state == .established)
  }

  @Test func theAftermathShowsChallengeExactResetAndContinuation() throws {
    let resets = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      < R 100:100(0)
      > . 1:1(0) ack 1 win 1000
      < R 1:1(0)
      """
    ).resets
    #expect(resets.first?.aftermath.challenge?.frame.number == 5)
    #expect(resets.first?.aftermath.nextReset?.frame.number == 6)
    #expect(resets.last?.provokedBy?.frame.number == 5)
    #expect(resets.last?.earlierReset?.frame.number == 4)
    #expect(resets.last?.receiver.state == .established)
  }

  /// However many RSTs come in a row, from either side, each shows both sides as they stood before it, whether something
  /// else follows or not.
  @Test(arguments: [1, 2, 3, 8, 9, 10, 30], [false, true])
  func aRunOfResetsIsLedBack(count: Int, isContinued: Bool) throws {
    let isFromClient = (0..<count).map { $0 % 3 != 1 }
    let run = isFromClient.map { $0 ? "< R 100:100(0)" : "> R 1:1(0)" }
    let end = isContinued ? ["< P. 1:3(2) ack 1 win 1000"] : []
    let begin = ["< S 0:0(0) win 1000", "> S. 0:0(0) ack 1 win 1000", "< . 1:1(0) ack 1 win 1000"]
    let resets = try Conversation((begin + run + end).joined(separator: "\n")).resets
    #expect(resets.count == count)
    for (place, reset) in resets.enumerated() {
      let (own, other) = (isFromClient[place], !isFromClient[place])
      let before = isFromClient[..<place]
      let after = isFromClient.indices.dropFirst(place + 1)
      #expect(reset.sender.resets == before.count { $0 == own })
      #expect(reset.receiver.resets == before.count { $0 == other })
      #expect(reset.sender.segments == reset.sender.resets + (own ? 2 : 1))
      #expect(reset.receiver.segments == reset.receiver.resets + (own ? 1 : 2))
      let (next, opposed) = (after.first { isFromClient[$0] == own }, after.first { isFromClient[$0] == other })
      #expect(reset.aftermath.nextReset?.frame.number == next.map { $0 + 4 })
      #expect(reset.aftermath.receiverReset?.frame.number == opposed.map { $0 + 4 })
      let firstExact = isFromClient.firstIndex(of: false) ?? count
      #expect((reset.sender.state == .closed) == (place > firstExact))
      #expect(
        (reset.sender.isClosedByReset, reset.receiver.isClosedByReset) == (place > firstExact, place > firstExact))
    }
  }

  @Test func aSenderThatGoesOnIsOpenAgain() throws {
    var table = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      > R 1:1(0) ttl 30
      > P. 1:9(8) ack 1 win 1000
      < . 1:1(0) ack 9 win 1000
      """
    ).tracked()
    let reset = try #require(table.resets.first)
    #expect(reset.aftermath.senderContinued?.frame.number == 5)
    #expect(table.flows.first?.responder.state == .established)
  }

  @Test func whatComesAfterThreeSecondsIsNoAftermath() throws {
    let resets = try Conversation(
      """
      0 < P. 1:9(8) ack 1 win 1000
      0.1 > R. 1:1(0) ack 9
      4 < P. 9:10(1) ack 1 win 1000
      """
    ).resets
    #expect(resets.first?.aftermath.receiverContinued == nil)
    #expect(resets.first?.receiver.state == .partial)
    #expect(resets.first?.knowsOriginator == false)
  }

  @Test func aSecondCopyOfAResetSaysSo() throws {
    let resets = try Conversation(
      """
      < S 0:0(0) win 1000 iface 0
      < S 0:0(0) win 1000 iface 1
      > R. 0:0(0) ack 1 iface 0
      > R. 0:0(0) ack 1 iface 1
      """
    ).resets
    #expect(resets.map(\.duplicateOf?.number) == [nil, 3])
    #expect(resets.map(\.provokedBy?.frame.number) == [1, 1])
    #expect(resets.last?.receiver.retransmissions == 0)
  }
}
