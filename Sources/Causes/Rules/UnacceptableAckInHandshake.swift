import Flows
import Wire

/// An end that is still connecting was sent an acknowledgment of something that it never sent, or a SYN+ACK that echoes
/// a timestamp that is not its own (TCP_INVALID_ACK_SEQUENCE, TCP_ACK_UNSENT_DATA, TCP_TOO_OLD_ACK,
/// TCP_RFC7323_PAWS; RFC 9293 §3.10.7.3). It goes on connecting.
///
/// Needs a socket that is connecting, and no TCP's SYN lacks a maximum segment size: a tool's SYN has none behind it.
/// Mostly the other end still holds an old connection of the same ports. Look-alikes: a host that never sent that SYN,
/// and a peer that lost the connection.
enum UnacceptableAckInHandshakeRule: Rule {
  static let cause = Cause.unacceptableAckInHandshake

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard let trigger = reset.provokedBy, trigger.flags.contains(.ack) else { return }
    if isOfOldConnection(trigger, reset, scene) {
      weighing.support(cause, .strong, .answersUnacceptableAcknowledgment)
      return weighAgainstAnswer(scene, &weighing)
    }
    guard reset.sender.saidOnlySYN, let initial = reset.sender.initialSequenceNumber else { return }
    let ahead = initial.distance(to: trigger.acknowledgmentNumber)
    let sent = initial.distance(to: reset.sender.nextSequenceNumber)
    if ahead <= 0 || ahead > max(1, sent) {
      weighing.support(cause, .strong, .answersUnacceptableAcknowledgment)
    } else if trigger.flags.contains(.syn), let strength = strengthOfEcho(trigger, reset.sender) {
      weighing.support(cause, strength, .answersUnacceptableTimestamp)
    } else {
      return
    }
    weighAgainstAnswer(scene, &weighing)
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if reset.senderKeptConnecting { weighing.support(cause, .strong, .keptConnecting) }
    if reset.sender.synTraits.contains(.noMaximumSegmentSize) {
      weighing.oppose(cause, scene.isLoopback ? .decisive : .strong, .connectedWithoutSocket)
    }
  }

  /// Whether the sender had begun anew with a SYN of its own, and was answered with an acknowledgment of the connection
  /// that the other end still holds.
  private static func isOfOldConnection(_ trigger: SegmentSummary, _ reset: Reset, _ scene: Scene) -> Bool {
    guard let syn = reset.sender.differingSYN, trigger.payloadLength == 0, !trigger.flags.contains(.fin) else {
      return false
    }
    return scene.answered != .nothing && scene.promptness == .atOnce && trigger.acknowledgmentNumber != syn + 1
  }

  /// How much it weighs that TSecr is none of the timestamps that the sender's SYNs can have carried
  /// (`tcp_rcv_synsent_state_process`): strong where it lies ahead of them, weak where behind, for others forget.
  private static func strengthOfEcho(_ trigger: SegmentSummary, _ sender: Peer) -> Evidence.Strength? {
    guard trigger.hasTimestamps, sender.usesTimestamps, sender.synTimestamp != 0 else { return nil }
    let behind = Int32(truncatingIfNeeded: sender.synTimestamp &- trigger.timestampEcho)
    if behind < 0 { return .strong }
    return behind > 0 && sender.retransmissions == 0 ? .weak : nil
  }
}
