import Flows
import TestSupport
import Testing
import Wire

@testable import Causes

/// A reset is judged when it comes, and again when something came of which ``Judgement/interest`` says that it matters. What
/// it does not name must not matter, or a report would say what nobody would say who had waited.
@Suite struct InterestTests {
  @Test(arguments: InvarianceTests.conversations)
  func nothingElseChangesAJudgement(text: String) throws {
    for reset in SharedCapture.resets(try Conversation(text).segments) { expectSameJudgements(reset, text) }
  }

  @Test(.enabled(if: SharedCapture.directory != nil, "RSTSCOPE_SHARED names no folder"))
  func nothingElseChangesAJudgementOfASharedExperiment() throws {
    for path in try SharedCapture.oracle() {
      for reset in SharedCapture.resets(try SharedCapture.segments(path)) { expectSameJudgements(reset, path) }
    }
  }

  @Test func whatItNamesMatters() throws {
    let text = InvarianceTests.conversations[2]
    let reset = try #require(SharedCapture.resets(try Conversation(text).segments).first)
    var continued = reset
    continued.aftermath.senderContinued = Self.later(than: reset, payload: 8, by: reset.sender)
    #expect(Judgement(continued).outcome != Judgement(reset).outcome)
  }

  /// Adds to `reset`, as it is and with a sender that went on, what is of no interest.
  private func expectSameJudgements(_ reset: Reset, _ name: String) {
    for sender in [reset.aftermath.senderContinued, Self.later(than: reset, payload: 8, by: reset.sender), nil] {
      var before = reset
      before.aftermath = Reset.Aftermath()
      before.aftermath.senderContinued = sender
      for change in Self.changes(of: before) {
        let (one, other) = (Judgement(before), Judgement(change))
        #expect(
          one.outcome == other.outcome && one.patterns == other.patterns, "\(name) frame \(reset.segment.frame)")
      }
    }
  }

  /// All parts of the aftermath that are not of interest, one at a time.
  private static func changes(of reset: Reset) -> [Reset] {
    let bare = later(than: reset, payload: 0, by: reset.receiver)
    var all: [Reset] = []
    func add(_ part: Reset.Aftermath.Parts, _ change: (inout Reset.Aftermath) -> Void) {
      guard Judgement.interest.isDisjoint(with: part) else { return }
      var changed = reset
      change(&changed.aftermath)
      all.append(changed)
    }
    add(.challenge) { $0.challenge = bare }
    // After what the sender went on with: where it came before that, it was known when that came.
    add(.receiverContinued) { $0.receiverContinued = bare }
    let next = SegmentSummary(reset.segment)
    add(reset.sentBy == .originator ? .originatorReset : .responderReset) { $0.nextReset = next }
    return all
  }

  /// A segment of `peer` some time after `reset`, and after whatever went on 2 ms after it.
  private static func later(than reset: Reset, payload: UInt32, by peer: Peer) -> SegmentSummary {
    var segment = reset.segment
    segment.frame = FrameID(number: reset.segment.frame.number + (payload > 0 ? 1 : 2))
    segment.time = reset.segment.time.advanced(by: payload > 0 ? 2_000_000 : 3_000_000)
    (segment.flags, segment.payloadLength) = (.ack, payload)
    segment.sequenceNumber = peer.nextSequenceNumber
    segment.acknowledgmentNumber = peer.acknowledged ?? SequenceNumber(rawValue: 0)
    return SegmentSummary(segment)
  }
}
