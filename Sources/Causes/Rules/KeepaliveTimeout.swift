import Flows
import Wire

/// Keepalive probes stayed unanswered and the kernel gave up (`tcp_keepalive_timer`, TCP_KEEPALIVE_TIMEOUT; RFC 1122
/// §4.2.3.6). Its application gets ETIMEDOUT; the RST itself goes to a peer that seems gone.
///
/// Two probes at least and a RST one interval after the last settle it. Look-alike: an application that gave up on its
/// own and closed with `SO_LINGER {1,0}` while probes were under way, at any moment between two ticks.
enum KeepaliveTimeoutRule: Rule {
  static let cause = Cause.keepaliveTimeout

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    let isOnTheTick = isOnTheTick(reset)
    guard reset.sender.unansweredKeepalives > 0 || isOnTheTick else { return }
    weighAgainstSender(reset, scene, &weighing)
    if reset.sender.unansweredKeepalives == 0 {
      weighing.support(cause, .strong, .keepaliveTick)
    } else if isOnTheTick, reset.sender.unansweredKeepalives >= 2, scene.hardDeparture == nil {
      weighing.support(cause, .decisive, .keepaliveGaveUp)
    } else {
      weighing.support(cause, .strong, .keepalivesUnanswered)
    }
  }

  /// Whether the RST came one probe interval after the last probe, within an eighth of it.
  private static func isOnTheTick(_ reset: Reset) -> Bool {
    let interval = reset.sender.keepaliveInterval
    guard interval > 0, let last = reset.sender.lastSegment, last.payloadLength <= 1,
      last.sequenceNumber == reset.sender.nextSequenceNumber - 1
    else { return false }
    let waited = reset.sender.lastTime.nanoseconds(until: reset.segment.time)
    return (waited &- interval).magnitude <= UInt64(interval / 8)
  }
}
