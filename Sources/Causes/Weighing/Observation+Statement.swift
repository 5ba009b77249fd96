import Flows
import Wire

extension Observation {
  /// The observation in a sentence, with the numbers of `reset`: the one place where evidence gets its words.
  func statement(of reset: Reset) -> String {
    let words = ObservationWords(reset: reset)
    return switch self {
    case .ownNextSequenceNumber:
      "\(words.segment.flags) with a sequence number of its sender's own, as an end that aborts sends it"
    case .repeatsAcknowledgment: words.repeatsAcknowledgment
    case .refusesSyn: words.refusesSyn
    case .refusesSegmentWithoutAck: "RST,ACK with SEQ 0 that acknowledges exactly a segment without ACK"
    case .sequenceNotOfSender: words.sequenceNotOfSender
    case .acknowledgesUnsent: words.acknowledgesUnsent
    case .acknowledgesBeyondWindow:
      "acknowledges more than the \(reset.sender.largestWindow) bytes that its sender's windows can have let in"
    case .windowWithoutAck: "window \(words.segment.window) in a RST without ACK; Linux leaves it 0 there"
    case .ownNumberWithoutAck: "RST without ACK that bears its sender's own next number, as Linux never sends it"
    case .windowInRefusal: "window \(words.segment.window) in a refusal; Linux leaves it 0 there"
    case .windowUnlikeSender: words.windowUnlikeSender
    case .timestampsMissing: "no timestamps, although both sides use them"
    case .timestampsStepBack: words.timestampsStepBack
    case .synOrFinBeside: "flags \(words.segment.flags): no host sets SYN or FIN beside RST"
    case .carriesPayload: "\(words.segment.payloadLength) bytes of payload in the RST"
    case .nothingToRepeat: "RST without ACK, but the receiver had sent no acknowledgment that it could repeat"
    case .multipathResetOption: words.multipathResetOption
    case .multipathFastClose: "carries MP_FASTCLOSE: the whole MPTCP connection was aborted"
    case .acknowledgesFreshPayload: words.acknowledgesFreshPayload
    case .windowReopened: "its window is larger than the last one advertised, as if unread bytes had been dropped"
    case .windowClosed: "window 0, so the receive queue was still full; close() would have emptied it"
    case .unvouched: "neither a round trip nor a segment that it answers tells whether it comes in time"
    case .answersLate: words.answersLate
    case .alreadyAcknowledged: "the sender had acknowledged what this could answer, so it held the connection then"
    case .answersPayload: "answers \(words.answeredBytes) bytes of payload"
    case .answersPayloadBeyondFin: "answers payload beyond the FIN of the side that sent it"
    case .answersBareAcknowledgment: "answers a bare acknowledgment"
    case .answersSynAck: "answers a SYN+ACK"
    case .answersUnseenSynAck:
      "its SEQ is what a SYN+ACK acknowledges; the capture holds nothing of the side that would have sent it"
    case .answersWithAck:
      "its SEQ and ACK are those of an answer to a segment that came when its own connection had ended"
    case .answersHandshakeAcknowledgment: "answers the acknowledgment that completes the handshake"
    case .answersFirstPayload: "answers the first payload after the handshake, and it said nothing in between"
    case .answersUnacceptableAcknowledgment: words.answersUnacceptableAcknowledgment
    case .answersUnacceptableTimestamp: words.answersUnacceptableTimestamp
    case .answersDifferentSyn: "answers a SYN with another sequence number than the one that began this handshake"
    case .answersChallenge: "repeats the number that the receiver asked for by a challenge ACK after an inexact RST"
    case .finBefore: "the sender had sent its FIN"
    case .finAcknowledged: "the sender's FIN had been acknowledged"
    case .finNotAcknowledged: "the sender's FIN had not been acknowledged, so it was not yet in FIN-WAIT-2"
    case .payloadDelivered: "\(reset.receiver.payloadBytes) bytes of payload had been sent to the RST's sender"
    case .connectedWithoutSocket:
      "its SYN offers no maximum segment size: a tool wrote it, and no socket was connecting"
    case .unseenPayloadAcknowledged:
      "the sender had acknowledged \(reset.unseenPayload) bytes of payload that the capture does not hold"
    case .noPayloadDelivered: "no payload had been sent to the RST's sender, so none was unread"
    case .payloadUnanswered: "the sender had written nothing since it last received payload"
    case .wasAccepted: "the sender had written or closed its side, so an application held the connection"
    case .wroteNothing: "the sender, who was connected to, had said nothing but acknowledgments"
    case .openedConnection: "the sender opened the connection itself"
    case .receiverWindowClosed: "the receiver had closed its window, behind which bytes may have waited"
    case .ownBytesUnacknowledged: "bytes of the sender's own were not yet acknowledged"
    case .keepalivesUnanswered: "\(reset.sender.unansweredKeepalives) of the sender's keepalive probes went unanswered"
    case .keepaliveGaveUp: words.keepaliveGaveUp
    case .keepaliveTick: words.keepaliveTick
    case .longSilence: words.longSilence
    case .idleBefore: words.idleBefore
    case .bothResetAtOnce: "the other end aborts in the same moment: something between them resets both"
    case .midStream: "the connection is older than the capture"
    case .resetBySender: "the same side had reset this connection already"
    case .resetByReceiver: "a RST in the other direction had ended this connection at the RST's sender"
    case .secondAbort: "the second RST of one side, its number ahead of all that side sent: a host aborts once"
    case .endedBefore: "both sides had closed, or this one had reset the connection: nothing was left to end"
    case .predecessorWaiting: "the preceding connection of the same ports was still being waited out at the sender"
    case .keptConnecting: "the sender repeated its SYN, so its socket had not given up"
    case .senderContinued: "the sender went on with the connection as if it had sent no RST"
    case .answeredWasDelivered: "the sender acknowledged later what this RST answers, so nothing had rejected it"
    case .networkTimeToLive: words.networkTimeToLive
    case .identificationUnlikeSender:
      "IP identification \(words.segment.envelope.identification); the sender's last one was \(reset.sender.lastIdentification)"
    case .timeToLiveUnlikeSender: words.timeToLiveUnlikeSender
    case .loopbackFirewallChecksum: "on this host's loopback the checksum is as its firewall leaves it"
    case .loopbackKernelChecksum: "on this host's loopback the checksum is as its TCP leaves it"
    case .loopbackMayFragment: "no Don't Fragment, which Linux sets on its own segments"
    }
  }
}
