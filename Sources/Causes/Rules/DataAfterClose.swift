import Flows
import Wire

/// Data reached an end that had closed, or shut down both ways: nobody will ever read it, so the kernel answers with a
/// RST (`tcp_rcv_state_process`, TCP_ABORT_ON_DATA, or TCP_TIMEWAIT_SOCKET; RFC 1122 §4.2.2.13).
///
/// The receiver had seen the FIN, so its application gets EPIPE and end-of-file, never ECONNRESET. Payload answered at
/// once after the sender's own FIN settles it. Look-alike: a peer that died after its FIN, seen by what is not payload.
enum DataAfterCloseRule: Rule {
  static let cause = Cause.dataAfterClose

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if isBeyondFin(reset), !scene.senderFin {
      weighing.support(cause, .strong, .answersPayloadBeyondFin)
      weighAgainstSender(reset, scene, &weighing)
      return
    }
    guard scene.senderFin else {
      if scene.isLone { weighing.support(cause, .weak, .repeatsAcknowledgment) }
      return
    }
    // Where both had closed, what is no payload finds no socket rather than a closed one.
    let isOver = scene.senderEnded && scene.answered != .payload
    weighing.support(cause, isOver ? .weak : .strong, .finBefore)
    weighAgainstSender(reset, scene, &weighing)
    guard scene.answered == .payload, scene.promptness == .atOnce || scene.promptness == .unknown else { return }
    // A RST that this end had to take left it without the socket that it closed.
    if let opposing = reset.opposingReset, opposing.sequenceNumber == reset.sender.acknowledged { return }
    weighing.support(cause, decides(reset, scene) ? .decisive : .strong, .answersPayload)
  }

  /// Whether the payload lies beyond the FIN of the very side that sent it: this end had seen that stream end.
  private static func isBeyondFin(_ reset: Reset) -> Bool {
    guard let fin = reset.receiver.finSequenceNumber, let trigger = reset.provokedBy, trigger.payloadLength > 0 else {
      return false
    }
    return fin.precedes(trigger.sequenceNumber + trigger.payloadLength)
  }

  /// Whether a RST from the other end may have ended this one before: not by a number below all that it waits for.
  private static func mayHaveBeenReset(_ reset: Reset) -> Bool {
    guard let opposing = reset.opposingReset else { return false }
    guard let expected = reset.sender.acknowledged, reset.sender.finSequenceNumber != nil else { return true }
    return !(opposing.sequenceNumber + 1).precedes(expected)
  }

  /// Payload answered at once, with the right numbers, and no other RST that may have ended the connection before.
  private static func decides(_ reset: Reset, _ scene: Scene) -> Bool {
    scene.promptness == .atOnce && scene.shape == .passiveAck && !mayHaveBeenReset(reset)
      && !reset.hasAbortedBefore
  }
}
