/// A SYN+ACK reached an end that had not asked, or had given up: the second half of a half-open scan (whose SYN the
/// kernel never knew of), the answer to a spoofed source, an abandoned `connect()` (NO_SOCKET or TCP_FLAGS; RFC 9293
/// §3.5.1).
///
/// Look-alike: a firewall before the client that rejects the SYN+ACK; then the client goes on connecting.
enum UnexpectedSynAckRule: Rule {
  static let cause = Cause.unexpectedSynAck

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.answered == .synAck || scene.shows(.refusesUnseenSynAck) else {
      if scene.isLone { weighing.support(cause, .weak, .repeatsAcknowledgment) }
      return
    }
    weighing.support(cause, .strong, scene.answered == .synAck ? .answersSynAck : .answersUnseenSynAck)
    if scene.shows(.keptConnecting) { weighing.oppose(cause, .decisive, .keptConnecting) }
    weighAgainstSender(scene, &weighing)
  }
}
