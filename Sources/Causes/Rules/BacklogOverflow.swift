/// The accept queue was full and `tcp_abort_on_overflow` set: the handshake's last ACK, or the first data, is answered
/// by a RST (`tcp_check_req`, INVALID_SYN). The client's `connect()` had already succeeded.
///
/// Only a responder that has said nothing since its SYN+ACK. Look-alike: a peer that lost the connection at once.
enum BacklogOverflowRule: Rule {
  static let cause = Cause.backlogOverflow

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.isResponder), scene.shows(.answersAcknowledgmentOfSYN) else { return }
    switch scene.answered {
    case .handshakeAcknowledgment: weighing.support(cause, .strong, .answersHandshakeAcknowledgment)
    case .payload: weighing.support(cause, .weak, .answersFirstPayload)
    case .unseen, .nothing, .syn, .synAck, .bareAcknowledgment, .fin, .withoutAck: return
    }
    weighAgainstSender(scene, &weighing)
  }
}
