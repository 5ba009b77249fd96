import Flows
import Wire

/// The exact RST that answers a challenge ACK: a first RST of the same sender was in window but not exact, the receiver
/// asked (RFC 5961 §3.2), and this is the answer.
///
/// Needs the first RST, then a bare acknowledgment by the receiver, then this one with that acknowledgment's number.
/// Look-alike: a second forged RST that guesses again; its number is not the one asked for.
enum ChallengeReplyRule: Rule {
  static let cause = Cause.challengeReply

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard reset.answersChallenge(scene) else { return }
    weighing.support(cause, scene.promptness == .late ? .strong : .decisive, .answersChallenge)
    weighAgainstSender(reset, scene, &weighing)
  }
}

extension Reset {
  /// Whether a RST of the same sender with another number, then a bare acknowledgment, led to this exact one.
  func answersChallenge(_ scene: Scene) -> Bool {
    guard let first = earlierReset, let challenge = provokedBy, scene.shape == .passiveAck else { return false }
    guard first.sequenceNumber != segment.sequenceNumber, first.precedes(challenge) else { return false }
    guard sender.lastSegment.map({ $0.precedes(first) }) ?? true else { return false }
    return scene.answered == .bareAcknowledgment || scene.answered == .handshakeAcknowledgment
  }
}
