/// `close()` with `SO_LINGER {1,0}`: the connection is aborted whatever was sent or read (`__tcp_close` →
/// `tcp_disconnect`, TCP_STATE; man 7 socket).
///
/// Look-alikes: every other active RST. Where no payload had reached the sender, the causes that need unread bytes
/// drop out and this one stands first.
enum LingerZeroCloseRule: Rule {
  static let cause = Cause.lingerZeroClose

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    weighing.support(cause, .weak, .ownNextSequenceNumber)
    weighAgainstSender(scene, &weighing)
    // close() empties the receive queue first, so that its RST shows an open window.
    if scene.windowChange == .closed { weighing.oppose(cause, .strong, .windowClosed) }
  }
}
