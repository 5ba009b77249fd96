/// A second, different SYN or SYN+ACK reached an end in SYN-RECEIVED: the half-made connection is dropped
/// (`tcp_check_req`, INVALID_SYN; RFC 9293 §3.10.7.4).
///
/// Look-alike at a SYN: a closed port; but this responder had just answered the first SYN. At a SYN+ACK: an end that
/// never asked.
enum InvalidSynRule: Rule {
  static let cause = Cause.invalidSyn

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    switch scene.answered {
    case .synAck: guard scene.shows(.answersOtherSYN) else { return }
    case .syn: guard scene.shows(.answersOtherSYN) || scene.shows(.interruptsHandshake) else { return }
    case .unseen, .nothing, .handshakeAcknowledgment, .bareAcknowledgment, .payload, .fin, .withoutAck: return
    }
    weighing.support(cause, .strong, .answersDifferentSyn)
    weighing.support(cause, .strong, scene.answered == .syn ? .refusesSyn : .answersSynAck)
    weighAgainstSender(scene, &weighing)
  }
}
