/// An end that is still connecting was sent an acknowledgment of something that it never sent, or a SYN+ACK that echoes
/// a timestamp that is not its own (TCP_INVALID_ACK_SEQUENCE, TCP_ACK_UNSENT_DATA, TCP_TOO_OLD_ACK,
/// TCP_RFC7323_PAWS; RFC 9293 §3.10.7.3). It goes on connecting.
///
/// Needs a socket that is connecting, and no TCP's SYN lacks a maximum segment size: a tool's SYN has none behind it.
/// Mostly the other end still holds an old connection of the same ports. Look-alikes: a host that never sent that SYN,
/// and a peer that lost the connection.
enum UnacceptableAckInHandshakeRule: Rule {
  static let cause = Cause.unacceptableAckInHandshake

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.answersACK) else { return }
    if scene.shows(.answersOldConnection), scene.answered != .nothing, scene.promptness == .atOnce {
      weighing.support(cause, .strong, .answersUnacceptableAcknowledgment)
      return weighAgainstAnswer(scene, &weighing)
    }
    guard scene.shows(.saidOnlySYN) else { return }
    if scene.shows(.answersUnacceptableNumber) {
      weighing.support(cause, .strong, .answersUnacceptableAcknowledgment)
    } else if let strength = strengthOfEcho(scene) {
      weighing.support(cause, strength, .answersUnacceptableTimestamp)
    } else {
      return
    }
    weighAgainstAnswer(scene, &weighing)
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if scene.shows(.keptConnecting) { weighing.support(cause, .strong, .keptConnecting) }
    if scene.shows(.hasNoMaximumSegmentSize) {
      weighing.oppose(cause, scene.shows(.isLoopback) ? .decisive : .strong, .connectedWithoutSocket)
    }
  }

  /// How much it weighs that the SYN+ACK echoes another timestamp: strong where it lies ahead of the SYN's, weak where
  /// behind, for others forget.
  private static func strengthOfEcho(_ scene: Scene) -> Evidence.Strength? {
    if scene.shows(.answersLaterEcho) { return .strong }
    return scene.shows(.answersEarlierEcho) ? .weak : nil
  }
}
