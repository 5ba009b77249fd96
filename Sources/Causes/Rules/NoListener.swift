/// A SYN, or another segment without ACK, met a port on which nobody listens (`tcp_v4_send_reset`, NO_SOCKET;
/// RFC 9293 §3.10.7.1). The caller of `connect()` gets ECONNREFUSED.
///
/// Look-alike: a firewall's REJECT with tcp-reset, which is made to be the same packet: always a tie with it.
enum NoListenerRule: Rule {
  static let cause = Cause.noListener

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    switch scene.answered {
    case .syn: weighing.support(cause, .weak, .refusesSyn)
    case .withoutAck: weighing.support(cause, .weak, .refusesSegmentWithoutAck)
    case .unseen: weighing.support(cause, .weak, .refusesSyn)
    case .nothing: weighing.support(cause, .weak, .refusesSyn)
    case .synAck, .handshakeAcknowledgment, .bareAcknowledgment, .payload, .fin: return
    }
    weighAgainstSender(scene, &weighing)
    if scene.numbers.contains(.windowInRefusal) {
      weighing.oppose(cause, scene.shows(.isLoopback) ? .strong : .weak, .windowInRefusal)
    }
    if scene.shows(.kernelChecksum) { weighing.support(cause, .weak, .loopbackKernelChecksum) }
  }
}
