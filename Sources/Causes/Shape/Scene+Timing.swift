import Flows
import Wire

extension Scene {
  /// A host answers as soon as a segment arrives; this much is granted beyond three round trips.
  static let grace: Int64 = 5_000_000

  /// Without a handshake to measure by, an answer within this time still counts as given at once.
  static let unmeasuredGrace: Int64 = 10_000_000

  /// How the RST stands in time to the last segment of the receiver.
  static func promptness(_ reset: borrowing ResetView, answered: Answered) -> Promptness {
    guard answered != .unseen, answered != .nothing, let trigger = reset.provokedBy else { return .unknown }
    if isAcknowledged(trigger, by: reset.sender) { return .alreadyAcknowledged }
    let last = max(trigger.time, reset.receiver.lastTime)
    let delay = last.nanoseconds(until: reset.segment.time)
    guard let roundTrip = reset.roundTrip else { return delay <= unmeasuredGrace ? .atOnce : .unknown }
    return delay / 3 <= roundTrip &+ grace / 3 ? .atOnce : .late
  }

  /// Whether `peer` had acknowledged the whole of `trigger`, so that it needs no answer any more. Inlined, as all that takes
  /// a peer of every reset: one that is handed on is copied.
  @inline(always)
  private static func isAcknowledged(_ trigger: SegmentSummary, by peer: Peer) -> Bool {
    guard trigger.endSequenceNumber != trigger.sequenceNumber, let acknowledged = peer.acknowledged,
      let last = peer.lastSegment, trigger.precedes(last)
    else { return false }
    return trigger.endSequenceNumber.distance(to: acknowledged) >= 0
  }

  /// Whether the sender, who after a RST of its own holds no connection, went on with it. What it had sent before and
  /// what the RST merely overtook is no sign; while it is still connecting, going on is no contradiction.
  static func senderContinued(_ reset: borrowing ResetView) -> Bool {
    guard let later = reset.aftermath.senderContinued, !later.flags.contains(.syn), isSynchronized(reset.sender) else {
      return false
    }
    let elapsed = reset.segment.time.nanoseconds(until: later.time)
    return elapsed > overtaking || acknowledgesLaterBytes(later, reset) || hasNewBytes(later, reset)
  }

  /// Whether the sender acknowledged, after the RST, the very segment that the RST answers, or what came behind it, and
  /// nobody had sent it again.
  static func answeredWasDelivered(_ reset: borrowing ResetView) -> Bool {
    guard let answered = reset.provokedBy, let last = reset.receiver.lastSegment, !last.precedes(answered) else {
      return false
    }
    let refused = answered.endSequenceNumber == answered.sequenceNumber ? last : answered
    guard refused.endSequenceNumber != refused.sequenceNumber,
      let later = reset.aftermath.senderContinued, later.flags.contains(.ack),
      refused.endSequenceNumber.distance(to: later.acknowledgmentNumber) >= 0,
      reset.sender.acknowledged.map({ $0.distance(to: refused.endSequenceNumber) > 0 }) ?? true
    else { return false }
    return reset.aftermath.receiverContinued.map { later.precedes($0) } ?? true
  }

  /// Whether nothing of the sender's connection was left to end: both sides had closed, or it had reset it itself.
  static func senderEnded(_ reset: borrowing ResetView) -> Bool {
    switch reset.sender.stateBeforeAnyReset {
    case .timeWait, .closed: true
    case .unseen, .partial, .listen, .synSent, .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing,
      .lastAck:
      reset.sender.isClosedByReset && reset.sender.lastFrame != nil && reset.earlierReset != nil
        && reset.opposingReset == nil
    }
  }

  /// Segments on one path overtake each other by microseconds; what comes a millisecond later was sent later.
  private static let overtaking: Int64 = 1_000_000

  /// Whether `later` acknowledges what the receiver sent only after the RST.
  private static func acknowledgesLaterBytes(_ later: SegmentSummary, _ reset: borrowing ResetView) -> Bool {
    guard reset.receiver.segments > reset.receiver.resets, later.flags.contains(.ack) else { return false }
    return reset.receiver.nextSequenceNumber.distance(to: later.acknowledgmentNumber) > 0
  }

  /// Whether `later` brings new bytes that the RST's number does not already allow for.
  private static func hasNewBytes(_ later: SegmentSummary, _ reset: borrowing ResetView) -> Bool {
    let end = later.endSequenceNumber
    guard later.payloadLength > 0, reset.sender.nextSequenceNumber.distance(to: end) > 0 else { return false }
    let untilReset = end.distance(to: reset.segment.sequenceNumber)
    return untilReset < 0 || untilReset > Int32(clamping: max(65_536, reset.receiver.window))
  }
}
