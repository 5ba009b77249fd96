import Flows
import TestSupport
import Testing
import Wire

/// What the segments of a flow tell of its two sides, whatever part of it the capture holds.
@Suite struct PeerTests {
  private static func only(_ conversation: String) throws -> Flow {
    let flows = try Conversation(conversation).flows
    #expect(flows.count == 1)
    return try #require(flows.first)
  }

  @Test func pickedUpInTheMiddle() throws {
    let flow = try Self.only("< P. 5001:5101(100) ack 9001 win 9\n> P. 9001:9003(2) ack 5101 win 9")
    #expect(!flow.knowsOriginator)
    #expect(flow.originator.state == .partial && flow.responder.state == .partial)
    #expect(flow.originator.initialSequenceNumber == nil)
    #expect(flow.originator.baseSequenceNumber == Conversation.clientISS + 5000)
    #expect(flow.originator.payloadBytes == 100 && flow.responder.payloadBytes == 2)
    #expect(flow.responder.acknowledged == flow.originator.nextSequenceNumber)
  }

  @Test func oneDirectionOnly() throws {
    let flow = try Self.only(
      "< S 0:0(0) win 9\n< . 1:1(0) ack 1 win 9\n< P. 1:11(10) ack 1 win 9\n< F. 11:11(0) ack 5 win 9")
    #expect(flow.originator.state == .finWait1)
    #expect(flow.originator.payloadBytes == 10 && flow.originator.retransmissions == 0)
    #expect(flow.responder.state == .unseen && flow.responder.segments == 0)
    // All that is known of the silent side is what was acknowledged of it.
    #expect(flow.originator.acknowledged == Conversation.serverISS + 5)
  }

  /// `any` and a mirror port show a frame twice; the copies are counted as packets and as nothing else.
  @Test(arguments: ["iface 1", "ttl 63"]) func theSecondCopyIsNoRetransmission(_ mark: String) throws {
    let flow = try Self.only(
      """
      < S 0:0(0) win 9 id 7
      < S 0:0(0) win 9 id 7 \(mark)
      > S. 0:0(0) ack 1 win 9
      > S. 0:0(0) ack 1 win 9 \(mark)
      < P. 1:11(10) ack 1 win 9 id 8
      < P. 1:11(10) ack 1 win 9 id 8 \(mark)
      """)
    #expect(flow.packets == 6)
    #expect(flow.originator.segments == 2 && flow.responder.segments == 1)
    #expect(flow.originator.retransmissions == 0 && flow.originator.payloadBytes == 10)
  }

  @Test func theSameBytesFromTheSamePlaceAreSentAgain() throws {
    let flow = try Self.only("< P. 1:11(10) ack 1 win 9 id 8\n+.3 < P. 1:11(10) ack 1 win 9 id 9")
    #expect(flow.originator.segments == 2 && flow.originator.retransmissions == 1)
    #expect(flow.originator.unansweredRetransmissions == 1 && flow.originator.payloadBytes == 10)
  }

  @Test func outOfOrderIsNoRetransmission() throws {
    let flow = try Self.only(
      "< P. 1:11(10) ack 1 win 9\n< P. 21:31(10) ack 1 win 9\n< P. 11:21(10) ack 1 win 9\n> . 1:1(0) ack 31 win 9")
    #expect(flow.originator.retransmissions == 0)
    #expect(flow.originator.nextSequenceNumber == Conversation.clientISS + 31)
  }

  @Test func numbersGoOnPastTheirEnd() throws {
    // The server begins 296 below 2³².
    let flow = try Self.only("< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n> P. 1:1001(1000) ack 1 win 9")
    #expect(flow.responder.nextSequenceNumber.rawValue == 705)
    #expect(flow.responder.payloadBytes == 1000 && flow.responder.retransmissions == 0)
  }

  /// A probe one below SND.NXT, with a byte of garbage or without (RFC 9293 §3.8.4).
  @Test func keepalivesAreCountedUntilTheyAreAnswered() throws {
    let silent = """
      < P. 1:2(1) ack 1 win 9
      > . 1:1(0) ack 2 win 9
      +75 < . 1:1(0) ack 1 win 9
      +75 < . 1:2(1) ack 1 win 9
      """
    let flow = try Self.only(silent)
    #expect(flow.originator.unansweredKeepalives == 2)
    #expect(flow.originator.keepaliveInterval == 75_000_000_000)
    let answered = try Self.only(silent + "\n> . 1:1(0) ack 2 win 9")
    #expect(answered.originator.unansweredKeepalives == 0)
  }

  @Test func aWindowIsScaledOnceBothSidesScale() throws {
    let opening = "< S 0:0(0) win 9 <wscale 7>\n> S. 0:0(0) ack 1 win 9 <wscale 2>\n< . 1:1(0) ack 1 win 100"
    let open = try Self.only(opening)
    #expect(open.originator.window == 100 << 7 && open.responder.window == 9)
    let shut = try Self.only(opening + "\n< . 1:1(0) ack 1 win 0")
    #expect(shut.originator.window == 0 && shut.originator.largestWindow == 100 << 7)
  }

  @Test func aSegmentMayBeAsLargeAsOffloadingMakesIt() throws {
    let flow = try Self.only("< P. 1:65161(65160) ack 1 win 9\n> . 1:1(0) ack 65161 win 9")
    #expect(flow.originator.payloadBytes == 65160 && flow.originator.payloadSegments == 1)
  }

  @Test func anICMPErrorFindsItsFlowAndSide() throws {
    let table = try Conversation("< S 0:0(0) win 9\n> icmp 3.1").tracked()
    let error = try #require(table.icmpErrors.first)
    #expect(error.flow == FrameID(number: 1) && error.side == .originator)
    #expect(error.recipient.state == .synSent && error.other.state == .unseen)
  }

  @Test func anICMPErrorAboutNothingSeenStandsAlone() throws {
    let error = ICMPError(
      frame: FrameID(number: 1), time: Timestamp(nanoseconds: 0), sender: Conversation.server.address,
      recipient: Conversation.client, type: 3, code: 3,
      quotedTuple: FourTuple(
        source: Endpoint(address: Conversation.client, port: 1), destination: Conversation.server),
      quotedSequenceNumber: Conversation.clientISS, quotedFlags: .syn)
    var table = FlowTable()
    table.track(error)
    table.finish()
    #expect(table.icmpErrors.count == 1 && table.icmpErrors.first?.flow == nil)
    #expect(table.flowCount == 0)
  }
}
