/// `connect(AF_UNSPEC)` on a live connection (`__inet_stream_connect` → `tcp_disconnect`, TCP_STATE, or
/// TCP_DISCONNECT_WITH_DATA in LAST-ACK with bytes unsent).
///
/// Rare outside libraries that pool sockets. Look-alike: `SO_LINGER {1,0}`; but the receive queue is not emptied first,
/// so that a full one shows as window 0 in the RST.
enum DisconnectRule: Rule {
  static let cause = Cause.disconnect

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    weighing.support(cause, .weak, .ownNextSequenceNumber)
    weighAgainstSender(scene, &weighing)
    if scene.windowChange == .closed { weighing.support(cause, .weak, .windowClosed) }
  }
}
