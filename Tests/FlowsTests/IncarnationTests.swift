import Flows
import TestSupport
import Testing
import Wire

/// Where one connection ends and the next between the same endpoints begins.
@Suite struct IncarnationTests {
  @Test func aPortReusedRightAfterAResetIsANewFlow() throws {
    let flows = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      < R. 1:1(0) ack 1
      < S 5000:5000(0) win 1000
      > S. 7000:7000(0) ack 5001 win 1000
      """
    ).flows
    #expect(flows.map(\.id.number) == [1, 5])
    #expect(flows.map(\.packets) == [4, 2])
  }

  @Test func theNextFlowKnowsHowTheLastOneStood() throws {
    let reset = try #require(
      try Conversation(
        """
        < S 0:0(0) win 1000
        > S. 0:0(0) ack 1 win 1000
        < . 1:1(0) ack 1 win 1000
        > F. 1:1(0) ack 1 win 1000
        < F. 1:1(0) ack 2 win 1000
        > . 2:2(0) ack 2 win 1000
        < S 5000:5000(0) win 1000
        > R. 0:0(0) ack 5001
        """
      ).resets.first)
    #expect(reset.flow.number == 7)
    #expect(reset.predecessor?.flow.number == 1)
    #expect(reset.predecessor?.sender == .timeWait)
    #expect(reset.receiver.state == .synSent)
  }

  @Test func aForgedSYNDoesNotEndALiveFlow() throws {
    let flows = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      < S 5000:5000(0) win 1000
      > . 1:1(0) ack 1 win 1000
      < P. 1:9(8) ack 1 win 1000
      """
    ).flows
    #expect(flows.count == 1)
    #expect(flows.first?.originator.nextSequenceNumber == Conversation.clientISS + 9)
    #expect(flows.first?.originator.differingSYN == Conversation.clientISS + 5000)
  }

  @Test func aSYNThatIsAcceptedBeginsAFlowAtItsOwnFrame() throws {
    let flows = try Conversation(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 1000
      < . 1:1(0) ack 1 win 1000
      < S 5000:5000(0) win 1000
      > S. 7000:7000(0) ack 5001 win 1000
      """
    ).flows
    #expect(flows.map(\.id.number) == [1, 4])
    #expect(flows.map(\.packets) == [3, 2])
    #expect(flows.last?.originator.state == .established)
  }

  @Test func aSYNThatMeetsNothingButItselfIsARetransmission() throws {
    let flow = try #require(
      try Conversation("< S 0:0(0) win 1000\n+1 < S 0:0(0) win 1000\n+2 < S 0:0(0) win 1000").flows.first)
    #expect(flow.originator.retransmissions == 2)
    #expect(flow.originator.unansweredRetransmissions == 2)
    #expect(flow.responder.state == .unseen)
  }

  @Test func bothSidesMayOpenAtOnce() throws {
    let flow = try #require(
      try Conversation(
        """
        < S 0:0(0) win 1000
        > S 0:0(0) win 1000
        < S. 0:0(0) ack 1 win 1000
        > S. 0:0(0) ack 1 win 1000
        """
      ).flows.first)
    #expect(flow.originator.state == .established && flow.responder.state == .established)
  }

  @Test func theBoundOnFlowsHolds() throws {
    var options = FlowTable.Options()
    options.maximumFlows = 100
    options.comfortableFlows = 50
    var table = FlowTable(options)
    for number in 0..<1000 {
      let conversation = try Conversation("@\(number) < S 0:0(0) win 1000")
      for segment in conversation.segments { table.track(segment) }
    }
    table.finish()
    #expect(table.flowCount == 1000)
    #expect(table.forcedOut >= 899)
    #expect(table.flows.count == 1000)
  }

  /// As its queue grows in place, beyond what was set aside for it, and around its end.
  @Test func resetsKeepTheirOrderHoweverManyWait() throws {
    var options = FlowTable.Options()
    options.maximumPendingResets = 100
    var table = FlowTable(options)
    var frames: [Int] = []
    for number in 1...1500 {
      var segment = try #require(try Conversation("@\(number) < R. 7:7(0) ack 1 win 1000").segments.first)
      segment.frame = FrameID(number: number)
      table.track(segment)
      guard [70, 130, 500].contains(number) else { continue }
      frames += table.resets.map(\.segment.frame.number)
      table.removeDrained()
    }
    table.finish()
    frames += table.resets.map(\.segment.frame.number)
    #expect(frames == Array(1...1500))
  }

  @Test(arguments: 1...4) func tablesThatShareACaptureKeepNoMoreThanOne(count: Int) {
    let whole = FlowTable.Options()
    var share = whole
    share.divide(among: count)
    #expect(share.maximumFlows * count <= whole.maximumFlows && share.maximumFlows > share.comfortableFlows)
    #expect(share.maximumPendingResets * count <= whole.maximumPendingResets && share.maximumPendingResets > 0)
  }
}
