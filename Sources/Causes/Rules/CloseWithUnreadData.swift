import Flows
import Wire

/// `close()` while received bytes were unread: Linux discards them and tells the peer so with a RST instead of a FIN
/// (`__tcp_close`, TCP_ABORT_ON_CLOSE; RFC 1122 §4.2.2.13, RFC 2525 §2.17).
///
/// Needs payload that reached the sender; how much of it was read is invisible. Look-alike: a close with `SO_LINGER
/// {1,0}`, which is the same packet.
enum CloseWithUnreadDataRule: Rule {
  static let cause = Cause.closeWithUnreadData

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    weighUnread(reset, scene, &weighing)
  }
}

extension Rule {
  /// The marks that `close()` and the end of the process share: both find bytes in the receive queue.
  static func weighUnread(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.payloadReceived else {
      weighWithoutPayload(reset, scene, &weighing)
      return
    }
    weighing.support(cause, .weak, .payloadDelivered)
    weighAgainstSender(reset, scene, &weighing)
    if reset.acknowledgesFreshPayload, !scene.senderEnded {
      weighing.support(cause, .strong, .acknowledgesFreshPayload)
    }
    if reset.isPayloadUnanswered, !scene.isOriginator { weighing.support(cause, .weak, .payloadUnanswered) }
    switch scene.windowChange {
    // Far more than its buffer ever held is not what was unread.
    case .reopened: if !scene.numbers.contains(.windowUnlikeSender) { weighing.support(cause, .weak, .windowReopened) }
    // close() drops the unread bytes first, so that the window it sends is open again.
    case .closed: weighing.oppose(cause, .strong, .windowClosed)
    case .none: break
    }
  }

  private static func weighWithoutPayload(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if reset.unseenPayload > 0 {
      weighing.support(cause, .weak, .unseenPayloadAcknowledged)
      return weighAgainstSender(reset, scene, &weighing)
    }
    switch (reset.sender.stateBeforeAnyReset, reset.receiver.stateBeforeAnyReset) {
    case (.partial, _), (_, .partial):
      weighing.support(cause, .weak, .midStream)
      weighAgainstSender(reset, scene, &weighing)
    case (.unseen, .unseen): break
    default: weighing.oppose(cause, .decisive, .noPayloadDelivered)
    }
  }
}

extension Reset {
  /// Whether the RST acknowledges payload that no earlier segment of the sender acknowledged: it had just come.
  var acknowledgesFreshPayload: Bool {
    guard receiver.payloadBytes > 0, let acknowledged = sender.acknowledged else { return false }
    let fresh = acknowledged.distance(to: segment.acknowledgmentNumber)
    return fresh > (receiver.finSequenceNumber == nil ? 0 : 1)
  }

  /// Bytes that the sender acknowledged since its first acknowledgment, in a capture that holds nothing of the receiver.
  var unseenPayload: UInt32 {
    guard receiver.lastFrame == nil, segment.flags.contains(.ack), let base = receiver.baseSequenceNumber,
      sender.initialSequenceNumber != nil
    else { return 0 }
    return UInt32(max(0, Int64(base.distance(to: segment.acknowledgmentNumber)) - 1))
  }

  /// Whether the sender wrote nothing after the last payload that it received.
  var isPayloadUnanswered: Bool {
    guard let received = receiver.lastPayloadTime else { return false }
    guard let written = sender.lastPayloadTime else { return true }
    return written < received
  }
}
