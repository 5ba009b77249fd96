/// A new SYN met what was left of the old connection of the same ports: an end that had sent its FIN and, without a
/// process, waits for the peer's (TCP_TIMEWAIT_SOCKET answering a SYN).
///
/// Look-alike: a closed port, also where the SYN's sender had reset what was left (RFC 1337). In TIME-WAIT proper, with
/// both FINs seen, a newer SYN is taken and any other is answered with an ACK instead (RFC 9293 §3.10.7.4).
enum TimeWaitCollisionRule: Rule {
  static let cause = Cause.timeWaitCollision

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.answered == .syn, scene.shows(.senderWaits), !scene.shows(.opposed) else { return }
    weighing.support(cause, .strong, .refusesSyn)
    weighing.support(cause, .strong, .predecessorWaiting)
    weighAgainstSender(scene, &weighing)
  }
}
