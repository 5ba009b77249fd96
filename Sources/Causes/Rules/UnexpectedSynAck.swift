import Flows
import Wire

/// A SYN+ACK reached an end that had not asked, or had given up: the second half of a half-open scan (whose SYN the
/// kernel never knew of), the answer to a spoofed source, an abandoned `connect()` (NO_SOCKET or TCP_FLAGS; RFC 9293
/// §3.5.1).
///
/// Look-alike: a firewall before the client that rejects the SYN+ACK; then the client goes on connecting.
enum UnexpectedSynAckRule: Rule {
  static let cause = Cause.unexpectedSynAck

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.answered == .synAck || reset.refusesUnseenSynAck else {
      if scene.isLone { weighing.support(cause, .weak, .repeatsAcknowledgment) }
      return
    }
    weighing.support(cause, .strong, scene.answered == .synAck ? .answersSynAck : .answersUnseenSynAck)
    if keptConnecting(reset) { weighing.oppose(cause, .decisive, .keptConnecting) }
    weighAgainstSender(reset, scene, &weighing)
  }

  /// Whether the sender, who is said to have given up, repeated its SYN after this RST or after an earlier one.
  private static func keptConnecting(_ reset: Reset) -> Bool {
    guard let initial = reset.sender.initialSequenceNumber else { return false }
    if let later = reset.aftermath.senderContinued, later.flags.contains(.syn), later.sequenceNumber == initial {
      return true
    }
    guard let earlier = reset.earlierReset, reset.sender.saidOnlySYN else { return false }
    return earlier.time < reset.sender.lastTime
  }
}

extension Reset {
  /// Whether it follows nothing but its sender's SYN, with the number that a SYN+ACK acknowledges, in a capture that
  /// holds nothing of the other side: the SYN+ACK itself went by elsewhere.
  var refusesUnseenSynAck: Bool {
    guard receiver.lastFrame == nil, sender.saidOnlySYN, let initial = sender.initialSequenceNumber else {
      return false
    }
    return segment.flags.isDisjoint(with: [.ack, .syn, .fin]) && segment.sequenceNumber == initial + 1
  }
}
