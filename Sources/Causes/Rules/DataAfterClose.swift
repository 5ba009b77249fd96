/// Data reached an end that had closed, or shut down both ways: nobody will ever read it, so the kernel answers with a
/// RST (`tcp_rcv_state_process`, TCP_ABORT_ON_DATA, or TCP_TIMEWAIT_SOCKET; RFC 1122 §4.2.2.13).
///
/// The receiver had seen the FIN, so its application gets EPIPE and end-of-file, never ECONNRESET. Payload answered at
/// once after the sender's own FIN settles it. Look-alike: a peer that died after its FIN, seen by what is not payload.
enum DataAfterCloseRule: Rule {
  static let cause = Cause.dataAfterClose

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.shows(.answersBeyondFin), !scene.shows(.senderFin) {
      weighing.support(cause, .strong, .answersPayloadBeyondFin)
      weighAgainstSender(scene, &weighing)
      return
    }
    guard scene.shows(.senderFin) else {
      if scene.isLone { weighing.support(cause, .weak, .repeatsAcknowledgment) }
      return
    }
    // Where both had closed, what is no payload finds no socket rather than a closed one.
    let isOver = scene.shows(.senderEnded) && scene.answered != .payload
    weighing.support(cause, isOver ? .weak : .strong, .finBefore)
    weighAgainstSender(scene, &weighing)
    guard scene.answered == .payload, scene.promptness == .atOnce || scene.promptness == .unknown else { return }
    // A RST that this end had to take left it without the socket that it closed.
    if scene.shows(.wasResetExactly) { return }
    weighing.support(cause, decides(scene) ? .decisive : .strong, .answersPayload)
  }

  /// Payload answered at once, with the right numbers, and no other RST that may have ended the connection before.
  private static func decides(_ scene: Scene) -> Bool {
    scene.promptness == .atOnce && scene.shape == .passiveAck && !scene.shows(.mayHaveBeenReset)
      && !scene.shows(.hasAbortedBefore)
  }
}
