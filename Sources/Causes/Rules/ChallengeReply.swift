/// The exact RST that answers a challenge ACK: a first RST of the same sender was in window but not exact, the receiver
/// asked (RFC 5961 §3.2), and this is the answer.
///
/// Needs the first RST, then a bare acknowledgment by the receiver, then this one with that acknowledgment's number.
/// Look-alike: a second forged RST that guesses again; its number is not the one asked for.
enum ChallengeReplyRule: Rule {
  static let cause = Cause.challengeReply

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.answersChallenge) else { return }
    weighing.support(cause, scene.promptness == .late ? .strong : .decisive, .answersChallenge)
    weighAgainstSender(scene, &weighing)
  }
}
