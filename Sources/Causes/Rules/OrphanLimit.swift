/// The host ran out of orphaned sockets or TCP memory and dropped a connection that no process held any more
/// (`tcp_check_oom`, TCP_ABORT_ON_MEMORY; sysctl `tcp_max_orphans`, `tcp_mem`).
///
/// Needs a sender that had closed and was still waiting: its FIN, bytes of its own not yet acknowledged, or a closed
/// window that held such bytes back (`tcp_probe_timer`). Never met without its trace in the kernel log (`too many orphaned sockets`), so it stands last. Look-alike: `SO_LINGER {1,0}`.
enum OrphanLimitRule: Rule {
  static let cause = Cause.orphanLimit

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard let observation = observation(scene) else { return }
    weighing.support(cause, .weak, observation)
    weighAgainstSender(scene, &weighing)
  }

  private static func observation(_ scene: Scene) -> Observation? {
    if scene.shows(.senderFin) { return .finBefore }
    guard scene.shows(.payloadSent) else { return nil }
    if scene.shows(.ownBytesUnacknowledged) { return .ownBytesUnacknowledged }
    return scene.shows(.receiverWindowClosed) ? .receiverWindowClosed : nil
  }
}
