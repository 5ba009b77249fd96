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
    if reset.senderKeptConnecting { weighing.oppose(cause, .decisive, .keptConnecting) }
    weighAgainstSender(reset, scene, &weighing)
  }
}

extension Reset {
  /// Whether the sender, who is said to have no socket, repeated its SYN after this RST or after an earlier one.
  var senderKeptConnecting: Bool {
    guard let initial = sender.initialSequenceNumber else { return false }
    if let later = aftermath.senderContinued, later.flags.contains(.syn), later.sequenceNumber == initial {
      return true
    }
    guard let earlier = earlierReset, sender.saidOnlySYN else { return false }
    return earlier.time < sender.lastTime
  }

  /// Whether it follows nothing but its sender's SYN, with the number that a SYN+ACK acknowledges, in a capture that
  /// holds nothing of the other side: the SYN+ACK itself went by elsewhere.
  var refusesUnseenSynAck: Bool {
    guard receiver.lastFrame == nil, sender.saidOnlySYN, let initial = sender.initialSequenceNumber else {
      return false
    }
    return segment.flags.isDisjoint(with: [.ack, .syn, .fin]) && segment.sequenceNumber == initial + 1
  }
}
