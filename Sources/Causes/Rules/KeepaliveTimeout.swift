/// Keepalive probes stayed unanswered and the kernel gave up (`tcp_keepalive_timer`, TCP_KEEPALIVE_TIMEOUT; RFC 1122
/// §4.2.3.6). Its application gets ETIMEDOUT; the RST itself goes to a peer that seems gone.
///
/// Two probes at least and a RST one interval after the last settle it. Look-alike: an application that gave up on its
/// own and closed with `SO_LINGER {1,0}` while probes were under way, at any moment between two ticks.
enum KeepaliveTimeoutRule: Rule {
  static let cause = Cause.keepaliveTimeout

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.keepaliveUnanswered) || scene.shows(.isOnKeepaliveTick) else { return }
    weighAgainstSender(scene, &weighing)
    if !scene.shows(.keepaliveUnanswered) {
      weighing.support(cause, .strong, .keepaliveTick)
    } else if scene.shows(.isOnKeepaliveTick), scene.shows(.keepalivesUnanswered), scene.hardDeparture == nil {
      weighing.support(cause, .decisive, .keepaliveGaveUp)
    } else {
      weighing.support(cause, .strong, .keepalivesUnanswered)
    }
  }
}
