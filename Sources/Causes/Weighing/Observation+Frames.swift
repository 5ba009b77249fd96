import Flows
import Wire

extension Observation {
  /// The frames of `reset` that it was made in, in order.
  func frames(of reset: Reset) -> [FrameID] {
    var frames = [reset.segment.frame]
    if let other = otherFrame(of: reset), other != reset.segment.frame { frames.append(other) }
    return frames.sorted()
  }

  /// The frame beside the RST's own that shows it.
  private func otherFrame(of reset: Reset) -> FrameID? {
    switch self {
    case .repeatsAcknowledgment, .refusesSyn, .refusesSegmentWithoutAck, .answersLate, .alreadyAcknowledged,
      .answersPayload, .answersPayloadBeyondFin, .answersBareAcknowledgment, .answersSynAck,
      .answersHandshakeAcknowledgment, .answersFirstPayload, .answersUnacceptableAcknowledgment,
      .answersUnacceptableTimestamp, .answersDifferentSyn, .longSilence:
      reset.provokedBy?.frame
    case .answersChallenge, .resetBySender, .secondAbort: reset.earlierReset?.frame
    case .resetByReceiver: reset.opposingReset?.frame
    case .bothResetAtOnce: (reset.opposingReset ?? reset.aftermath.receiverReset)?.frame
    case .idleBefore:
      reset.sender.lastTime > reset.receiver.lastTime ? reset.sender.lastFrame : reset.receiver.lastFrame
    case .answersUnseenSynAck: reset.sender.lastFrame
    case .finBefore, .finNotAcknowledged: reset.sender.finFrame
    case .finAcknowledged: reset.sender.finAcknowledgedFrame
    case .senderContinued, .answeredWasDelivered: reset.aftermath.senderContinued?.frame
    case .keptConnecting: reset.aftermath.senderContinued?.frame ?? reset.sender.lastFrame
    case .predecessorWaiting: reset.predecessor?.flow
    case .keepalivesUnanswered, .keepaliveGaveUp, .keepaliveTick, .windowReopened, .windowClosed, .windowUnlikeSender,
      .timeToLiveUnlikeSender, .identificationUnlikeSender, .timestampsMissing, .timestampsStepBack,
      .ownBytesUnacknowledged:
      reset.sender.lastFrame
    case .endedBefore: reset.earlierReset?.frame ?? reset.receiver.finFrame
    case .receiverWindowClosed, .answersWithAck, .payloadDelivered, .acknowledgesFreshPayload, .payloadUnanswered,
      .acknowledgesUnsent, .acknowledgesBeyondWindow:
      reset.receiver.lastFrame
    case .ownNextSequenceNumber, .sequenceNotOfSender, .windowWithoutAck, .ownNumberWithoutAck, .windowInRefusal,
      .synOrFinBeside,
      .connectedWithoutSocket, .unseenPayloadAcknowledged, .carriesPayload, .nothingToRepeat, .multipathResetOption,
      .multipathFastClose,
      .noPayloadDelivered, .wasAccepted,
      .wroteNothing, .openedConnection, .midStream, .unvouched, .networkTimeToLive, .loopbackFirewallChecksum,
      .loopbackKernelChecksum, .loopbackMayFragment:
      nil
    }
  }
}
