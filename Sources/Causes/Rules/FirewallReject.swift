/// A firewall's REJECT with tcp-reset (`nf_send_reset`), at the SYN or later: built from the offending segment by the
/// same RFC 9293 rule as a host's own answer.
///
/// Always a tie with `no-listener` or `half-open-peer` on the wire. Weak hints: a time to live that is not the host's;
/// on a loopback address the checksum. The host going on afterwards excludes the host, not the firewall.
enum FirewallRejectRule: Rule {
  static let cause = Cause.firewallReject

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighAnswerWithAck(scene, &weighing) }
    weighing.support(cause, .weak, scene.form == .refusal ? .refusesSyn : .repeatsAcknowledgment)
    weighAgainstAnswer(scene, &weighing)
    if scene.shows(.answeredWasDelivered) { weighing.oppose(cause, .decisive, .answeredWasDelivered) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if scene.numbers.contains(.windowInRefusal) {
      weighing.oppose(cause, scene.shows(.isLoopback) ? .strong : .weak, .windowInRefusal)
    }
    if scene.shows(.senderContinued), scene.promptness == .atOnce { weighing.support(cause, .strong, .senderContinued) }
    weighEnvelope(scene, &weighing)
  }

  /// Where nothing was left to end, a RST,ACK can only be an answer: NATs and load balancers give theirs an ACK.
  private static func weighAnswerWithAck(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.senderEnded) else { return }
    let isAnswer = scene.shows(.answersAfterItsEnd)
    weighing.support(cause, isAnswer ? .strong : .weak, isAnswer ? .answersWithAck : .endedBefore)
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    weighEnvelope(scene, &weighing)
  }

  private static func weighEnvelope(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.shows(.isLoopback) {
      if scene.shows(.firewallChecksum) { weighing.support(cause, .weak, .loopbackFirewallChecksum) }
    } else if scene.shows(.timeToLiveUnlikeSender) {
      weighing.support(cause, .weak, .timeToLiveUnlikeSender)
    } else if scene.shows(.networkTimeToLive) {
      weighing.support(cause, .weak, .networkTimeToLive)
    }
  }
}
