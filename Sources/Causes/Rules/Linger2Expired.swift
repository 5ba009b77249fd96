/// A negative `TCP_LINGER2`: the kernel will not wait in FIN-WAIT-2 for the peer's FIN (`__tcp_close`,
/// TCP_ABORT_ON_LINGER; `tcp_rcv_state_process` when the FIN's acknowledgment comes after `close()`; man 7 tcp).
///
/// Needs the sender's FIN and its acknowledgment. Look-alikes: `SO_LINGER {1,0}` after `shutdown(SHUT_WR)`, and where
/// the RST answers the FIN's own acknowledgment, a peer that lost the connection.
enum Linger2ExpiredRule: Rule {
  static let cause = Cause.linger2Expired

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.senderFin) else { return }
    switch scene.form {
    case .ending: weighEnding(scene, &weighing)
    case .answer: weighAnswer(scene, &weighing)
    case .refusal: break
    }
  }

  private static func weighEnding(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.finAcknowledged) else {
      weighing.oppose(cause, .decisive, .finNotAcknowledged)
      return
    }
    weighing.support(cause, .weak, .finAcknowledged)
    weighAgainstSender(scene, &weighing)
  }

  private static func weighAnswer(_ scene: Scene, _ weighing: inout Weighing) {
    // Once the peer's FIN has come there is no FIN-WAIT-2 left to wait in.
    guard scene.answered == .bareAcknowledgment, scene.shows(.answersAcknowledgmentOfFin) else { return }
    weighing.support(cause, .strong, .answersBareAcknowledgment)
    weighAgainstSender(scene, &weighing)
  }
}
