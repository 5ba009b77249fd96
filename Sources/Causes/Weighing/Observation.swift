/// What the rules observe in packets; the same observation may speak for one cause and against another.
public enum Observation: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  // The RST itself.
  /// RST,ACK with the sender's own next sequence number.
  case ownNextSequenceNumber
  /// RST without ACK, SEQ equal to the ACK of the segment that it answers.
  case repeatsAcknowledgment
  /// RST,ACK with SEQ 0 and an acknowledgment of exactly the SYN.
  case refusesSyn
  /// RST,ACK with SEQ 0 and an acknowledgment of exactly a segment without ACK that was no plain SYN.
  case refusesSegmentWithoutAck
  /// SEQ is neither the sender's next one nor an acknowledgment of the receiver.
  case sequenceNotOfSender
  /// It acknowledges what the receiver never sent.
  case acknowledgesUnsent
  /// It acknowledges more than its sender's windows can ever have let in.
  case acknowledgesBeyondWindow
  /// RST without ACK but with a window.
  case windowWithoutAck
  /// RST without ACK that bears the sender's own next number instead of an acknowledgment of the other side.
  case ownNumberWithoutAck
  /// A refusal with a window.
  case windowInRefusal
  /// A window far above any that the sender had advertised.
  case windowUnlikeSender
  /// No timestamps although the connection uses them.
  case timestampsMissing
  /// A timestamp below one that the sender had used before.
  case timestampsStepBack
  /// SYN or FIN beside RST.
  case synOrFinBeside
  /// Payload in the RST.
  case carriesPayload
  /// RST without ACK although the receiver had sent nothing that bears one.
  case nothingToRepeat
  /// MP_TCPRST (RFC 8684 §3.6).
  case multipathResetOption
  /// MP_FASTCLOSE (RFC 8684 §3.5).
  case multipathFastClose
  /// It acknowledges payload that the sender had not acknowledged before.
  case acknowledgesFreshPayload
  /// Its window is larger than the last one advertised.
  case windowReopened
  /// Its window is 0 although it is of the active shape.
  case windowClosed

  // What it answers.
  /// Nothing tells whether it comes in time: neither a round trip nor a segment that it answers.
  case unvouched
  /// It comes much later than a round trip after the last segment that it could answer.
  case answersLate
  /// The sender had already acknowledged the last segment that it could answer.
  case alreadyAcknowledged
  /// It answers payload.
  case answersPayload
  /// It answers payload beyond the receiver's own FIN.
  case answersPayloadBeyondFin
  /// It answers a bare acknowledgment.
  case answersBareAcknowledgment
  /// It answers a SYN+ACK.
  case answersSynAck
  /// It repeats the acknowledgment that a SYN+ACK bears, in a capture that holds nothing of the other side.
  case answersUnseenSynAck
  /// RST,ACK of an end that is over, whose both numbers fit a segment that came since.
  case answersWithAck
  /// It answers the acknowledgment that completes the handshake.
  case answersHandshakeAcknowledgment
  /// It answers the first payload after the handshake.
  case answersFirstPayload
  /// It answers an acknowledgment of something that the sender, still connecting, never sent.
  case answersUnacceptableAcknowledgment
  /// It answers a SYN+ACK whose echoed timestamp is not the one of the sender's SYN.
  case answersUnacceptableTimestamp
  /// It answers a SYN or SYN+ACK that is not the one which began this handshake.
  case answersDifferentSyn
  /// It answers a challenge ACK that an earlier RST of the same sender had brought about.
  case answersChallenge

  // The history.
  /// The sender had sent its FIN.
  case finBefore
  /// The sender's FIN was acknowledged.
  case finAcknowledged
  /// The sender's FIN was not seen to be acknowledged.
  case finNotAcknowledged
  /// Payload had reached the sender.
  case payloadDelivered
  /// The sender's SYN is none of a TCP's.
  case connectedWithoutSocket
  /// The sender had acknowledged payload that the capture does not hold.
  case unseenPayloadAcknowledged
  /// No payload had reached the sender.
  case noPayloadDelivered
  /// The sender had not written since it received payload.
  case payloadUnanswered
  /// The sender had written payload, or sent FIN: an application had accepted the connection.
  case wasAccepted
  /// The sender, who was connected to, had written nothing.
  case wroteNothing
  /// The sender opened the connection.
  case openedConnection
  /// The sender had bytes of its own unacknowledged.
  case ownBytesUnacknowledged
  /// The receiver had closed its window: bytes of the sender's own may have waited for it.
  case receiverWindowClosed
  /// Keepalive probes of the sender went unanswered.
  case keepalivesUnanswered
  /// Two or more of them, and the RST one interval after the last.
  case keepaliveGaveUp
  /// The sender had probed by keepalives, and the RST came one interval after the last, though it seems answered.
  case keepaliveTick
  /// Nothing was heard for long before the segment that it answers.
  case longSilence
  /// Nothing was heard for long before the RST itself.
  case idleBefore
  /// The other end was reset in the same moment.
  case bothResetAtOnce
  /// The connection is older than the capture.
  case midStream
  /// The sender had reset the connection before.
  case resetBySender
  /// The receiver had reset the connection before.
  case resetByReceiver
  /// The sender had aborted already, with another number.
  case secondAbort
  /// Nothing of the sender's connection was left to end.
  case endedBefore
  /// The sender's end of the preceding flow was waiting out its FIN.
  case predecessorWaiting

  // What came after.
  /// The sender went on asking to connect.
  case keptConnecting
  /// The sender went on with the connection.
  case senderContinued
  /// The sender acknowledged, afterwards, the segment that the RST answers.
  case answeredWasDelivered

  // The envelope; weak, and never alone.
  /// Time to live above 128: few hosts start that high, many network devices do.
  case networkTimeToLive
  /// IP identification far from the sender's other segments.
  case identificationUnlikeSender
  /// Time to live unlike the sender's other segments.
  case timeToLiveUnlikeSender
  /// On a loopback address: the checksum as a firewall of this host leaves it.
  case loopbackFirewallChecksum
  /// On a loopback address: the checksum as this host's TCP leaves it.
  case loopbackKernelChecksum
  /// On a loopback address: without Don't Fragment, which Linux always sets here.
  case loopbackMayFragment
}
