public import Flows
import Wire

/// A NAT, a conntrack or a load balancer forgot the connection and refuses what comes later.
///
/// Some do not wait for more: they reset both ends when a connection has been idle for long.
/// Signs: long silence before the segment that was refused, the other end going on as if nothing had happened, or a
/// time to live that is not that end's own.
/// Look-alikes: a host that forgot the connection, a firewall's REJECT.
enum StateLostInNetworkRule: Rule {
  static let cause = Cause.stateLostInNetwork

  /// Nanoseconds of silence after which forgetting is likelier than dying: below the shortest common idle limits of
  /// load balancers (60 s).
  static let longSilence: Int64 = 30_000_000_000

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighIdleReset(reset, scene, &weighing) }
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
  /// A RST,ACK out of long silence, as those send it who keep a table of connections. Where the other end is reset in the
  /// same moment, neither end did it: two ends that have nothing to say do not both abort at once.
  private static func weighIdleReset(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.senderSynchronized, reset.idle >= longSilence, reset.sender.keepaliveInterval == 0 else { return }
    weighing.support(cause, .weak, .idleBefore)
    if reset.isOneOfTwo { weighing.support(cause, .strong, .bothResetAtOnce) }
    if scene.senderContinued { weighing.support(cause, .weak, .senderContinued) }
    if !scene.isLoopback, reset.isTimeToLiveUnlikeSender { weighing.support(cause, .weak, .timeToLiveUnlikeSender) }
    if scene.numbers.contains(.windowUnlikeSender) { weighing.support(cause, .weak, .windowUnlikeSender) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
  }
}

extension Reset {
  /// Nanoseconds since anything but a RST was heard of either side; 0 where one was not heard at all.
  var idle: Int64 {
    guard sender.lastFrame != nil, receiver.lastFrame != nil else { return 0 }
    return max(sender.lastTime, receiver.lastTime).nanoseconds(until: segment.time)
  }

  /// Whether both ends are reset in one moment out of long silence: by something between them, so that both take it.
  public var endsIdleConnection: Bool { idle >= StateLostInNetworkRule.longSilence && isOneOfTwo }

  /// Whether the other end aborts within the time that it takes a segment to cross twice, and not in answer to this RST.
  fileprivate var isOneOfTwo: Bool {
    guard let other = opposingReset ?? aftermath.receiverReset, other.flags.contains(.ack) else { return false }
    return other.time.nanoseconds(until: segment.time).magnitude <= UInt64(max(2 * (roundTrip ?? 0), 10_000_000))
  }
}
