import Flows
import Wire

/// The facts of a RST that answers a segment, with ACK or without.
extension Scene {
  static func factsOfAnswer(_ reset: borrowing ResetView, _ scene: Scene) -> Facts {
    var facts: Facts = []
    let sender = reset.sender.stateBeforeAnyReset
    facts.insert(.isSenderMidStream, if: sender == .unseen || sender == .partial)
    facts.insert(.followsLongSilence, if: reset.quietBeforeProvocation >= longSilence)
    facts.insert(.hasAbortedBefore, if: reset.hasAbortedBefore)
    if let trigger = reset.provokedBy { facts.formUnion(factsOfAnswer(to: trigger, reset, scene)) }
    if reset.sender.saidOnlySYN { facts.formUnion(factsOfHandshake(reset)) }
    if let opposing = reset.opposingReset {
      facts.insert(.wasResetExactly, if: opposing.sequenceNumber == reset.sender.acknowledged)
      facts.insert(.mayHaveBeenReset, if: mayHaveBeenReset(reset, by: opposing))
    }
    facts.insert(.keptConnecting, if: reset.senderKeptConnecting)
    return facts
  }

  static func factsOfRefusal(_ reset: borrowing ResetView, _ scene: Scene) -> Facts {
    var facts: Facts = []
    if reset.sender.saidOnlySYN, let trigger = reset.provokedBy {
      facts.insert(.answersOtherSYN, if: differs(trigger, reset))
    }
    facts.insert(.interruptsHandshake, if: reset.senderBefore == .synReceived)
    facts.insert(.senderWaits, if: isWaiting(reset, scene))
    return facts
  }

  private static func factsOfAnswer(to trigger: SegmentSummary, _ reset: borrowing ResetView, _ scene: Scene) -> Facts {
    var facts: Facts = []
    facts.insert(.answersACK, if: trigger.flags.contains(.ack))
    facts.insert(.answersChallenge, if: answersChallenge(trigger, reset, scene))
    facts.insert(.answersOldConnection, if: isOfOldConnection(trigger, reset))
    if scene.shows(.senderFin), reset.receiver.finSequenceNumber == nil {
      facts.insert(.answersAcknowledgmentOfFin, if: reset.sender.finAcknowledgedFrame == trigger.frame)
    }
    if let fin = reset.receiver.finSequenceNumber, trigger.payloadLength > 0 {
      facts.insert(.answersBeyondFin, if: fin.precedes(trigger.sequenceNumber + trigger.payloadLength))
    }
    return facts
  }

  /// Of a sender that has said nothing but its SYN.
  private static func factsOfHandshake(_ reset: borrowing ResetView) -> Facts {
    var facts: Facts = .saidOnlySYN
    facts.insert(.refusesUnseenSynAck, if: reset.refusesUnseenSynAck)
    facts.insert(.hasNoMaximumSegmentSize, if: reset.sender.synTraits.contains(.noMaximumSegmentSize))
    guard let trigger = reset.provokedBy, let initial = reset.sender.initialSequenceNumber else { return facts }
    facts.insert(.answersOtherSYN, if: differs(trigger, reset))
    facts.insert(.answersAcknowledgmentOfSYN, if: trigger.acknowledgmentNumber == initial + 1)
    let ahead = initial.distance(to: trigger.acknowledgmentNumber)
    let sent = initial.distance(to: reset.sender.nextSequenceNumber)
    facts.insert(.answersUnacceptableNumber, if: ahead <= 0 || ahead > max(1, sent))
    if trigger.flags.contains(.syn) { facts.formUnion(factsOfEcho(trigger, reset)) }
    return facts
  }

  /// Whether TSecr is none of the timestamps that the sender's SYNs can have carried (`tcp_rcv_synsent_state_process`).
  private static func factsOfEcho(_ trigger: SegmentSummary, _ reset: borrowing ResetView) -> Facts {
    guard trigger.hasTimestamps, reset.sender.usesTimestamps, reset.sender.synTimestamp != 0 else { return [] }
    let behind = Int32(truncatingIfNeeded: reset.sender.synTimestamp &- trigger.timestampEcho)
    if behind < 0 { return .answersLaterEcho }
    return behind > 0 && reset.sender.retransmissions == 0 ? .answersEarlierEcho : []
  }

  /// Whether the sender had begun anew with a SYN of its own, and was answered with an acknowledgment of the connection
  /// that the other end still holds.
  private static func isOfOldConnection(_ trigger: SegmentSummary, _ reset: borrowing ResetView) -> Bool {
    guard let syn = reset.sender.differingSYN, trigger.payloadLength == 0, !trigger.flags.contains(.fin) else {
      return false
    }
    return trigger.acknowledgmentNumber != syn + 1
  }

  /// Whether a RST from the other end may have ended this one before: not by a number below all that it waits for.
  private static func mayHaveBeenReset(_ reset: borrowing ResetView, by opposing: SegmentSummary) -> Bool {
    guard let expected = reset.sender.acknowledged, reset.sender.finSequenceNumber != nil else { return true }
    return !(opposing.sequenceNumber + 1).precedes(expected)
  }

  /// Whether a RST of the same sender with another number, then a bare acknowledgment, led to this exact one.
  private static func answersChallenge(
    _ challenge: SegmentSummary, _ reset: borrowing ResetView, _ scene: Scene
  ) -> Bool {
    guard let first = reset.earlierReset, scene.shape == .passiveAck else { return false }
    guard first.sequenceNumber != reset.segment.sequenceNumber, first.precedes(challenge) else { return false }
    guard reset.sender.lastSegment.map({ $0.precedes(first) }) ?? true else { return false }
    return scene.answered == .bareAcknowledgment || scene.answered == .handshakeAcknowledgment
  }

  /// Whether a SYN or SYN+ACK is another one than that which the sender, who said nothing else, had answered.
  private static func differs(_ trigger: SegmentSummary, _ reset: borrowing ResetView) -> Bool {
    guard reset.sender.acknowledged != nil, let first = reset.receiver.initialSequenceNumber else { return false }
    return trigger.sequenceNumber != first
  }

  /// Whether what is left of the sender's old connection waits for the peer's FIN.
  private static func isWaiting(_ reset: borrowing ResetView, _ scene: Scene) -> Bool {
    if scene.shows(.senderFin) { return reset.sender.state != .timeWait }
    switch reset.senderBefore {
    case .finWait1, .finWait2: return true
    case nil, .unseen, .partial, .listen, .synSent, .synReceived, .established, .closeWait, .closing, .lastAck,
      .timeWait, .closed:
      return false
    }
  }
}

extension ResetView {
  /// Whether the same side had aborted the connection: by its RST before this one, or by one before other answers.
  var hasAbortedBefore: Bool { followsAbort || earlierReset?.flags.contains(.ack) ?? false }

  /// Whether the sender, who is said to have no socket, repeated its SYN after this RST or after an earlier one.
  fileprivate var senderKeptConnecting: Bool {
    guard let initial = sender.initialSequenceNumber else { return false }
    if let later = aftermath.senderContinued, later.flags.contains(.syn), later.sequenceNumber == initial {
      return true
    }
    guard let earlier = earlierReset, sender.saidOnlySYN else { return false }
    return earlier.time < sender.lastTime
  }

  /// Whether it follows its sender's SYN, all that its sender said, with the number that a SYN+ACK acknowledges, in a capture
  /// that holds nothing of the other side: the SYN+ACK itself went by elsewhere.
  fileprivate var refusesUnseenSynAck: Bool {
    guard receiver.lastFrame == nil, let initial = sender.initialSequenceNumber else { return false }
    return segment.flags.isDisjoint(with: [.ack, .syn, .fin]) && segment.sequenceNumber == initial + 1
  }
}
