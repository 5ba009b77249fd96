/// `ss -K` or another user of SOCK_DESTROY (`tcp_abort`, TCP_STATE): whoever runs the host ended the connection.
///
/// Look-alike: every other active RST; like `disconnect` it leaves the receive queue alone, so that a full one shows as
/// window 0 in the RST. The sender's application gets ECONNABORTED, which nobody else gives it.
enum AdministrativeKillRule: Rule {
  static let cause = Cause.administrativeKill

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    weighing.support(cause, .weak, .ownNextSequenceNumber)
    weighAgainstSender(scene, &weighing)
    if scene.windowChange == .closed { weighing.support(cause, .weak, .windowClosed) }
  }
}
