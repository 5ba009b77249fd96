import TestSupport
import Testing
import Wire

@testable import Flows

/// A reset shown where it lies is the one that can be kept.
@Suite struct ResetViewTests {
  /// What a view shows.
  private struct Shown: Equatable {
    var segment: Segment
    var sender: Peer
    var receiver: Peer
    var roles: [Bool]
    var quiet: Int64
    var roundTrip: Int64?
    var senderBefore: EndpointState?
    var before: [SegmentSummary?]
    var after: [SegmentSummary?]

    init(_ view: borrowing ResetView) {
      (segment, sender, receiver) = (view.segment, view.sender, view.receiver)
      roles = [view.sentBy == .originator, view.knowsOriginator, view.followsAbort]
      (quiet, roundTrip, senderBefore) = (view.quietBeforeProvocation, view.roundTrip, view.senderBefore)
      before = [view.provokedBy, view.earlierReset, view.opposingReset]
      after = [
        view.aftermath.senderContinued, view.aftermath.receiverContinued, view.aftermath.nextReset,
        view.aftermath.receiverReset,
      ]
    }
  }

  private static let handshake = "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000\n< . 1:1(0) ack 1 win 1000\n"

  /// Nothing after the RST, several RSTs of either side in a row, more than a flow leads back over, and what came between.
  @Test(arguments: [
    "< S 0:0(0) win 1000\n> R. 0:0(0) ack 1",
    handshake + "< P. 1:5(4) ack 1 win 1000\n> R 1:1(0)\n> R 1:1(0)\n< R. 5:5(0) ack 1",
    handshake + "> R. 1:1(0) ack 1\n< P. 1:5(4) ack 1 win 1000\n> R 1:1(0)\n> . 1:1(0) ack 1 win 1000\n< R 5:5(0)",
    handshake + (0..<12).map { "< P. \($0 * 4 + 1):\($0 * 4 + 5)(4) ack 1 win 1000\n" }.joined()
      + String(repeating: "> R 1:1(0)\n", count: 12),
    handshake + "< F. 1:1(0) ack 1\n> F. 1:1(0) ack 2\n< . 2:2(0) ack 2\n+9 < S 90:90(0) win 9\n> R. 0:0(0) ack 91",
  ])
  func showsWhatCanBeKept(conversation: String) throws {
    var table = FlowTable()
    for segment in try Conversation(conversation).segments { table.track(segment) }
    table.flush()
    var news: [Shown] = []
    table.visitNews { news.append(Shown($0)) }
    table.finish()
    let kept = table.resets.map { $0.show { Shown($0) } }
    #expect(!news.isEmpty && news == kept)
  }
}
