import Flows

/// A new SYN met what was left of the old connection of the same ports: an end that had sent its FIN and, without a
/// process, waits for the peer's (TCP_TIMEWAIT_SOCKET answering a SYN).
///
/// Look-alike: a closed port, also where the SYN's sender had reset what was left (RFC 1337). In TIME-WAIT proper Linux
/// takes a newer SYN or answers with an ACK instead.
enum TimeWaitCollisionRule: Rule {
  static let cause = Cause.timeWaitCollision

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.answered == .syn, isWaiting(reset, scene), reset.opposingReset == nil else { return }
    weighing.support(cause, .strong, .refusesSyn)
    weighing.support(cause, .strong, .predecessorWaiting)
    weighAgainstSender(reset, scene, &weighing)
  }

  private static func isWaiting(_ reset: Reset, _ scene: Scene) -> Bool {
    if scene.senderFin { return true }
    switch reset.predecessor?.sender {
    case .finWait1, .finWait2, .closing, .timeWait: return true
    case nil, .unseen, .partial, .listen, .synSent, .synReceived, .established, .closeWait, .lastAck, .closed:
      return false
    }
  }
}
