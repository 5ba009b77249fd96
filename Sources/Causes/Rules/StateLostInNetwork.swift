/// A NAT, a conntrack or a load balancer forgot the connection and refuses what comes later.
///
/// Some do not wait for more: they reset both ends when a connection has been idle for long.
/// Signs: long silence before the segment that was refused, the other end going on as if nothing had happened, or a
/// time to live that is not that end's own.
/// Look-alikes: a host that forgot the connection, a firewall's REJECT.
enum StateLostInNetworkRule: Rule {
  static let cause = Cause.stateLostInNetwork

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighIdleReset(scene, &weighing) }
    switch scene.answered {
    case .payload, .bareAcknowledgment, .fin, .unseen: break
    case .nothing, .syn, .synAck, .handshakeAcknowledgment, .withoutAck: return
    }
    let isMidStream = scene.shows(.isSenderMidStream)
    let isLongSilence = scene.shows(.followsLongSilence)
    let isFromElsewhere = !scene.shows(.isLoopback) && scene.shows(.timeToLiveUnlikeSender)
    guard isMidStream || isLongSilence || scene.shows(.senderContinued) || isFromElsewhere else { return }
    if isMidStream { weighing.support(cause, .weak, .midStream) }
    if isLongSilence { weighing.support(cause, .strong, .longSilence) }
    if scene.shows(.senderContinued) { weighing.support(cause, .weak, .senderContinued) }
    weighAgainstAnswer(scene, &weighing)
    if scene.shows(.answeredWasDelivered) { weighing.oppose(cause, .decisive, .answeredWasDelivered) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if isFromElsewhere { weighing.support(cause, .weak, .timeToLiveUnlikeSender) }
  }

  /// A RST,ACK out of long silence, as those send it who keep a table of connections. Where the other end is reset in the
  /// same moment, neither end did it: two ends that have nothing to say do not both abort at once.
  private static func weighIdleReset(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.endsLongSilence) else { return }
    weighing.support(cause, .weak, .idleBefore)
    if scene.shows(.isOneOfTwo) { weighing.support(cause, .strong, .bothResetAtOnce) }
    if scene.shows(.senderContinued) { weighing.support(cause, .weak, .senderContinued) }
    if !scene.shows(.isLoopback), scene.shows(.timeToLiveUnlikeSender) {
      weighing.support(cause, .weak, .timeToLiveUnlikeSender)
    }
    if scene.numbers.contains(.windowUnlikeSender) { weighing.support(cause, .weak, .windowUnlikeSender) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
  }
}
