import Flows

/// A NAT, a conntrack or a load balancer forgot the connection and refuses what comes later.
///
/// Signs: long silence before the segment that was refused, the other end going on as if nothing had happened, or a
/// time to live that is not that end's own.
/// Look-alikes: a host that forgot the connection, a firewall's REJECT.
enum StateLostInNetworkRule: Rule {
  static let cause = Cause.stateLostInNetwork

  /// Nanoseconds of silence after which forgetting is likelier than dying: below the shortest common idle limits of
  /// load balancers (60 s).
  static let longSilence: Int64 = 30_000_000_000

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    switch scene.answered {
    case .payload, .bareAcknowledgment, .fin, .unseen: break
    case .nothing, .syn, .synAck, .handshakeAcknowledgment, .withoutAck: return
    }
    let isMidStream = reset.sender.stateBeforeAnyReset == .unseen || reset.sender.stateBeforeAnyReset == .partial
    let isLongSilence = reset.quietBeforeProvocation >= longSilence
    let isFromElsewhere = !scene.isLoopback && reset.isTimeToLiveUnlikeSender
    guard isMidStream || isLongSilence || scene.senderContinued || isFromElsewhere else { return }
    if isMidStream { weighing.support(cause, .weak, .midStream) }
    if isLongSilence { weighing.support(cause, .strong, .longSilence) }
    if scene.senderContinued { weighing.support(cause, .weak, .senderContinued) }
    weighAgainstAnswer(scene, &weighing)
    if scene.answeredWasDelivered { weighing.oppose(cause, .decisive, .answeredWasDelivered) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if isFromElsewhere { weighing.support(cause, .weak, .timeToLiveUnlikeSender) }
  }
}
