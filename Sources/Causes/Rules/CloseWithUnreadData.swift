/// `close()` while received bytes were unread: Linux discards them and tells the peer so with a RST instead of a FIN
/// (`__tcp_close`, TCP_ABORT_ON_CLOSE; RFC 1122 §4.2.2.13, RFC 2525 §2.17).
///
/// Needs payload that reached the sender; how much of it was read is invisible. Look-alike: a close with `SO_LINGER
/// {1,0}`, which is the same packet.
enum CloseWithUnreadDataRule: Rule {
  static let cause = Cause.closeWithUnreadData

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    weighUnread(scene, &weighing)
  }
}

extension Rule {
  /// The marks that `close()` and the end of the process share: both find bytes in the receive queue.
  static func weighUnread(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.payloadReceived) else {
      weighWithoutPayload(scene, &weighing)
      return
    }
    weighing.support(cause, .weak, .payloadDelivered)
    weighAgainstSender(scene, &weighing)
    if scene.shows(.acknowledgesFreshPayload), !scene.shows(.senderEnded) {
      weighing.support(cause, .strong, .acknowledgesFreshPayload)
    }
    if scene.shows(.payloadUnanswered), !scene.shows(.isOriginator) {
      weighing.support(cause, .weak, .payloadUnanswered)
    }
    switch scene.windowChange {
    // Far more than its buffer ever held is not what was unread.
    case .reopened: if !scene.numbers.contains(.windowUnlikeSender) { weighing.support(cause, .weak, .windowReopened) }
    // close() drops the unread bytes first, so that the window it sends is open again.
    case .closed: weighing.oppose(cause, .strong, .windowClosed)
    case .none: break
    }
  }

  private static func weighWithoutPayload(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.shows(.acknowledgesUnseenPayload) {
      weighing.support(cause, .weak, .unseenPayloadAcknowledged)
      return weighAgainstSender(scene, &weighing)
    }
    if scene.shows(.isMidStream) {
      weighing.support(cause, .weak, .midStream)
      weighAgainstSender(scene, &weighing)
    } else if !scene.shows(.neitherSeen) {
      weighing.oppose(cause, .decisive, .noPayloadDelivered)
    }
  }
}
