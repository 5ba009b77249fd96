import Flows
import Wire

/// A firewall's REJECT with tcp-reset (`nf_send_reset`), at the SYN or later: built from the offending segment by the
/// same RFC 9293 rule as a host's own answer.
///
/// Always a tie with `no-listener` or `half-open-peer` on the wire. Weak hints: a time to live that is not the host's;
/// on a loopback address the checksum. The host going on afterwards excludes the host, not the firewall.
enum FirewallRejectRule: Rule {
  static let cause = Cause.firewallReject

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighAnswerWithAck(reset, scene, &weighing) }
    weighing.support(cause, .weak, scene.form == .refusal ? .refusesSyn : .repeatsAcknowledgment)
    weighAgainstAnswer(scene, &weighing)
    if scene.answeredWasDelivered { weighing.oppose(cause, .decisive, .answeredWasDelivered) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if scene.numbers.contains(.windowInRefusal) {
      weighing.oppose(cause, scene.isLoopback ? .strong : .weak, .windowInRefusal)
    }
    if scene.senderContinued, scene.promptness == .atOnce { weighing.support(cause, .strong, .senderContinued) }
    weighEnvelope(reset, scene, &weighing)
  }

  /// Where nothing was left to end, a RST,ACK can only be an answer: NATs and load balancers give theirs an ACK.
  private static func weighAnswerWithAck(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.senderEnded else { return }
    let isAnswer = reset.answersAfterItsEnd
    weighing.support(cause, isAnswer ? .strong : .weak, isAnswer ? .answersWithAck : .endedBefore)
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    weighEnvelope(reset, scene, &weighing)
  }

  private static func weighEnvelope(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if scene.isLoopback {
      if scene.hasFirewallChecksum(reset) { weighing.support(cause, .weak, .loopbackFirewallChecksum) }
    } else if reset.isTimeToLiveUnlikeSender {
      weighing.support(cause, .weak, .timeToLiveUnlikeSender)
    } else if reset.segment.envelope.timeToLive > 128, reset.sender.segments == reset.sender.resets {
      weighing.support(cause, .weak, .networkTimeToLive)
    }
  }
}

extension Reset {
  /// Whether the RST's time to live differs from that of the sender's other segments, where there are any.
  var isTimeToLiveUnlikeSender: Bool {
    guard sender.segments > sender.resets else { return false }
    let own = segment.envelope.timeToLive
    return own != sender.firstTimeToLive && own != sender.lastTimeToLive
  }
}

extension Scene {
  /// On a loopback address: the checksum as `nf_send_reset` leaves it, partial on IPv4 and whole on IPv6.
  func hasFirewallChecksum(_ reset: Reset) -> Bool {
    isLoopback && reset.segment.envelope.checksum == (reset.isVersion4 ? .partial : .valid)
  }

  /// On a loopback address: the checksum as `tcp_v4_send_reset` leaves it, whole on IPv4 and partial on IPv6.
  func hasKernelChecksum(_ reset: Reset) -> Bool {
    isLoopback && reset.segment.envelope.checksum == (reset.isVersion4 ? .valid : .partial)
  }
}

extension Reset {
  /// Whether the innermost addresses are IPv4.
  var isVersion4: Bool {
    switch segment.tuple.source.address.version {
    case .v4: true
    case .v6: false
    }
  }
}
