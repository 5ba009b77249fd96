import Flows
import Wire

extension Scene {
  /// A host answers as soon as a segment arrives; this much is granted beyond three round trips.
  static let grace: Int64 = 5_000_000

  /// Without a handshake to measure by, an answer within this time still counts as given at once.
  static let unmeasuredGrace: Int64 = 10_000_000

  /// How the RST stands in time to the last segment of the receiver.
  static func promptness(_ reset: Reset, answered: Answered) -> Promptness {
    guard answered != .unseen, answered != .nothing, let trigger = reset.provokedBy else { return .unknown }
    if isAcknowledged(trigger, by: reset.sender) { return .alreadyAcknowledged }
    let last = max(trigger.time, reset.receiver.lastTime)
    let delay = last.nanoseconds(until: reset.segment.time)
    guard let roundTrip = reset.roundTrip else { return delay <= unmeasuredGrace ? .atOnce : .unknown }
    return delay / 3 <= roundTrip &+ grace / 3 ? .atOnce : .late
  }

  /// Whether `peer` had acknowledged the whole of `trigger`, so that it needs no answer any more.
  private static func isAcknowledged(_ trigger: SegmentSummary, by peer: Peer) -> Bool {
    guard trigger.endSequenceNumber != trigger.sequenceNumber, let acknowledged = peer.acknowledged,
      let lastFrame = peer.lastFrame, lastFrame > trigger.frame
    else { return false }
    return trigger.endSequenceNumber.distance(to: acknowledged) >= 0
  }

  /// Whether the sender, who after a RST of its own holds no connection, went on with it: new bytes, or any segment
  /// that is too late to have been overtaken. While it is still connecting, going on is no contradiction.
  static func senderContinued(_ reset: Reset) -> Bool {
    guard isSynchronized(reset.sender), let later = reset.aftermath.senderContinued, !later.flags.contains(.syn) else {
      return false
    }
    let hasNewBytes = reset.segment.sequenceNumber.distance(to: later.endSequenceNumber) > 0 && later.payloadLength > 0
    let elapsed = reset.segment.time.nanoseconds(until: later.time)
    return (hasNewBytes && elapsed > 0) || elapsed > max(1_000_000, reset.roundTrip ?? 0)
  }
}
