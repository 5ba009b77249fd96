import Flows
import Wire

extension Observation {
  /// The observation in a sentence, with the numbers of `reset`.
  func statement(of reset: Reset) -> String {
    resetStatement(reset) ?? answerStatement(reset) ?? historyStatement(reset) ?? laterStatement(reset)
  }

  /// The frames that it was made in, in order.
  func frames(of reset: Reset) -> [FrameID] {
    var frames = [reset.segment.frame]
    if let other = otherFrame(of: reset), other != reset.segment.frame { frames.append(other) }
    return frames.sorted()
  }

  private func otherFrame(of reset: Reset) -> FrameID? {
    switch self {
    case .repeatsAcknowledgment, .refusesSyn, .refusesSegmentWithoutAck, .answersAtOnce, .answersLate,
      .alreadyAcknowledged, .answersPayload, .answersBareAcknowledgment, .answersFin, .answersSynAck,
      .answersHandshakeAcknowledgment, .answersFirstPayload, .answersUnacceptableAcknowledgment,
      .answersUnacceptableTimestamp, .answersDifferentSyn, .longSilence:
      reset.provokedBy?.frame
    case .answersChallenge, .resetBySender: reset.earlierReset?.frame
    case .resetByReceiver: reset.opposingReset?.frame
    case .finBefore, .finNotAcknowledged: reset.sender.finFrame
    case .finAcknowledged: reset.sender.finAcknowledgedFrame
    case .senderContinued, .keptConnecting: reset.aftermath.senderContinued?.frame
    case .predecessorWaiting: reset.predecessor?.flow
    case .keepalivesUnanswered, .keepaliveGaveUp, .windowReopened, .windowClosed, .windowUnlikeSender,
      .timeToLiveUnlikeSender, .timestampsMissing:
      reset.sender.lastFrame
    case .payloadDelivered, .acknowledgesFreshPayload, .payloadUnanswered: reset.receiver.lastFrame
    case .ownNextSequenceNumber, .sequenceNotOfSender, .acknowledgesUnsent, .windowWithoutAck, .windowInRefusal,
      .synOrFinBeside, .carriesPayload, .nothingToRepeat, .multipathResetOption, .multipathFastClose, .noFinBefore,
      .noPayloadDelivered, .answeredPayload, .wasAccepted, .wroteNothing, .openedConnection, .ownBytesUnacknowledged,
      .midStream, .senderUnseen, .heldConnection, .networkTimeToLive, .loopbackFirewallChecksum,
      .loopbackKernelChecksum, .loopbackMayFragment:
      nil
    }
  }

  private func resetStatement(_ reset: Reset) -> String? {
    let segment = reset.segment
    return switch self {
    case .ownNextSequenceNumber: "RST,ACK with a sequence number of its sender's own, as an end that aborts sends it"
    case .repeatsAcknowledgment:
      "RST without ACK whose SEQ \(segment.sequenceNumber) repeats an acknowledgment, as the answer to a segment"
    case .refusesSyn: "RST,ACK with SEQ 0 that acknowledges exactly the SYN, as RFC 9293 §3.10.7.1 asks"
    case .refusesSegmentWithoutAck:
      "RST,ACK with SEQ 0 that acknowledges exactly a segment without ACK (RFC 9293 §3.10.7.1)"
    case .sequenceNotOfSender: sequenceStatement(reset)
    case .acknowledgesUnsent:
      "acknowledges \(segment.acknowledgmentNumber), but the receiver had sent no more than "
        + "\(reset.receiver.nextSequenceNumber)"
    case .windowWithoutAck: "window \(segment.window) in a RST without ACK; hosts leave it 0 there"
    case .windowInRefusal: "window \(segment.window) in a refusal; Linux leaves it 0 there"
    case .windowUnlikeSender:
      "window field \(segment.window), far above the \(reset.sender.window) bytes that the sender last advertised"
    case .timestampsMissing: "no timestamps, although both sides use them"
    case .synOrFinBeside: "flags \(segment.flags): no host sets SYN or FIN beside RST"
    case .carriesPayload: "\(segment.payloadLength) bytes of payload in the RST"
    case .nothingToRepeat: "RST without ACK, but the receiver had sent no acknowledgment that it could repeat"
    case .multipathResetOption:
      "carries MP_TCPRST: \(MultipathResetReason(rawValue: segment.options.multipathResetReason))"
    case .multipathFastClose: "carries MP_FASTCLOSE: the whole MPTCP connection was aborted"
    case .acknowledgesFreshPayload: freshPayloadStatement(reset)
    case .windowReopened:
      "window field \(segment.window): more than the sender last advertised, as if unread bytes had been dropped"
    case .windowClosed: "window 0, so the receive queue was still full; close() would have emptied it"
    default: nil
    }
  }

  private func sequenceStatement(_ reset: Reset) -> String {
    let number = reset.segment.sequenceNumber
    guard reset.sender.segments > reset.sender.resets else {
      return "SEQ \(number), but a side that never spoke has none but 0 (RFC 9293 §3.10.7.1)"
    }
    let off = reset.sender.nextSequenceNumber.distance(to: number)
    return "SEQ \(number) is \(off.magnitude) \(off < 0 ? "below" : "above") the sender's next, "
      + "and no acknowledgment of the other side"
  }

  private func freshPayloadStatement(_ reset: Reset) -> String {
    let fresh = reset.sender.acknowledged?.distance(to: reset.segment.acknowledgmentNumber) ?? 0
    return "acknowledges \(fresh) bytes that had just come and that nothing had acknowledged before"
  }

  private func answerStatement(_ reset: Reset) -> String? {
    let delay = Self.duration((reset.provokedBy?.time).map { $0.nanoseconds(until: reset.segment.time) } ?? 0)
    let trigger = reset.provokedBy
    return switch self {
    case .answersAtOnce: "comes \(delay) after the segment that it answers"
    case .answersLate:
      "comes \(delay) after the last segment that it could answer; a round trip took \(Self.duration(reset.roundTrip ?? 0))"
    case .alreadyAcknowledged:
      "the sender had acknowledged the segment that this could answer, so it still held the connection then"
    case .answersPayload: "answers \(trigger?.payloadLength ?? 0) bytes of payload"
    case .answersBareAcknowledgment: "answers a bare acknowledgment"
    case .answersFin: "answers a FIN"
    case .answersSynAck: "answers a SYN+ACK"
    case .answersHandshakeAcknowledgment: "answers the acknowledgment that completes the handshake"
    case .answersFirstPayload: "answers the first payload after the handshake, and nothing was said in between"
    case .answersUnacceptableAcknowledgment:
      "answers an acknowledgment of \(trigger?.acknowledgmentNumber.description ?? "?"), which the sender, still connecting, never sent"
    case .answersUnacceptableTimestamp:
      "answers a SYN+ACK that echoes timestamp \(trigger?.timestampEcho ?? 0); the SYN bore \(reset.sender.synTimestamp)"
    case .answersDifferentSyn: "answers a SYN with another sequence number than the one that began this handshake"
    case .answersChallenge:
      "repeats the acknowledgment that the receiver sent after an inexact RST: the answer to a challenge ACK"
    default: nil
    }
  }

  private func historyStatement(_ reset: Reset) -> String? {
    switch self {
    case .finBefore: "the sender had sent its FIN"
    case .finAcknowledged: "the sender's FIN had been acknowledged"
    case .finNotAcknowledged: "the sender's FIN had not been acknowledged, so it was not yet in FIN-WAIT-2"
    case .noFinBefore: "the sender had sent no FIN"
    case .payloadDelivered: "\(reset.receiver.payloadBytes) bytes of payload had been sent to the RST's sender"
    case .noPayloadDelivered: "no payload had been sent to the RST's sender, so none was unread"
    case .answeredPayload: "the sender had written since it last received payload"
    case .payloadUnanswered: "the sender had written nothing since it last received payload"
    case .wasAccepted: "the sender had written or closed its side, so an application held the connection"
    case .wroteNothing: "the sender, who was connected to, had said nothing but acknowledgments"
    case .openedConnection: "the sender opened the connection itself"
    case .ownBytesUnacknowledged: "bytes of the sender's own were not yet acknowledged"
    case .keepalivesUnanswered: "\(reset.sender.unansweredKeepalives) keepalive probes went unanswered"
    case .keepaliveGaveUp:
      "\(reset.sender.unansweredKeepalives) keepalive probes went unanswered, and the RST came one interval "
        + "(\(Self.duration(reset.sender.keepaliveInterval))) after the last"
    case .longSilence:
      "nothing was said for \(Self.duration(reset.quietBeforeProvocation)) before the segment that it answers"
    case .midStream: "the connection is older than the capture"
    case .resetBySender: "the same side had reset this connection already"
    case .resetByReceiver: "a RST in the other direction had ended this connection at the RST's sender"
    case .senderUnseen: "nothing else was seen of the sender"
    case .heldConnection: "the sender had gone on after its SYN+ACK"
    case .predecessorWaiting: "the preceding connection of the same ports was still being waited out at the sender"
    default: nil
    }
  }

  private func laterStatement(_ reset: Reset) -> String {
    let timeToLive = reset.segment.envelope.timeToLive
    return switch self {
    case .keptConnecting: "the sender repeated its SYN, so its socket had not given up"
    case .senderContinued: "the sender went on with the connection as if it had sent no RST"
    case .networkTimeToLive: "time to live \(timeToLive): few hosts start above 128, many network devices do"
    case .timeToLiveUnlikeSender:
      "time to live \(timeToLive); the sender's other segments arrive with \(reset.sender.lastTimeToLive)"
    case .loopbackFirewallChecksum: "on this host's loopback the checksum is as its firewall leaves it"
    case .loopbackKernelChecksum: "on this host's loopback the checksum is as its TCP leaves it"
    case .loopbackMayFragment: "no Don't Fragment, which Linux sets on its own segments"
    default: "\(self)"
    }
  }

  /// A time in the unit that suits it, with at most one decimal.
  static func duration(_ nanoseconds: Int64) -> String {
    switch nanoseconds.magnitude {
    case ..<1_000: "\(nanoseconds) ns"
    case ..<1_000_000: tenths(nanoseconds / 100) + " µs"
    case ..<1_000_000_000: tenths(nanoseconds / 100_000) + " ms"
    default: tenths(nanoseconds / 100_000_000) + " s"
    }
  }

  private static func tenths(_ value: Int64) -> String {
    value % 10 == 0 ? "\(value / 10)" : "\(value / 10).\(value % 10)"
  }
}
