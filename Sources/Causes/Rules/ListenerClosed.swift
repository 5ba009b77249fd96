/// A listener was closed while connections waited in its accept queue: each gets a RST (`inet_csk_listen_stop`,
/// TCP_STATE).
///
/// Only the side that was connected to, and only while no application has accepted the connection: it can have sent
/// nothing but acknowledgments. Look-alike: an application that accepts and closes with `SO_LINGER {1,0}` unheard.
enum ListenerClosedRule: Rule {
  static let cause = Cause.listenerClosed

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.shows(.isOriginator) {
      weighing.oppose(cause, .decisive, .openedConnection)
    } else if scene.shows(.payloadSent) || scene.shows(.senderFin) {
      weighing.oppose(cause, .decisive, .wasAccepted)
    } else if scene.shows(.isResponder) || scene.isLone {
      weighing.support(cause, .weak, scene.isLone ? .ownNextSequenceNumber : .wroteNothing)
      weighAgainstSender(scene, &weighing)
    }
  }
}
