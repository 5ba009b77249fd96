import Flows
import Wire

/// A segment of a connection that this end no longer knows: it crashed, rebooted, moved its address, or reset the
/// connection itself while more was under way (NO_SOCKET where nobody listens on the port, TCP_FLAGS where somebody
/// does; RFC 9293 §3.5.1).
///
/// Look-alikes: a firewall's REJECT in mid-connection, state lost in a NAT or load balancer. Where this end itself had
/// sent the RST that ended the connection, what still arrives is answered like this, and that settles it.
enum HalfOpenPeerRule: Rule {
  static let cause = Cause.halfOpenPeer

  static func weigh(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighAnswerWithAck(reset, scene, &weighing) }
    guard isInReach(reset, scene) else { return }
    weighing.support(cause, .weak, .repeatsAcknowledgment)
    weighAgainstSender(reset, scene, &weighing)
    if reset.senderKeptConnecting { weighing.oppose(cause, .decisive, .keptConnecting) }
    if scene.hasKernelChecksum(reset) { weighing.support(cause, .weak, .loopbackKernelChecksum) }
    if reset.hasAbortedBefore, scene.shape == .passiveAck {
      let decides = scene.promptness == .atOnce && !reset.answersChallenge(scene)
      weighing.support(cause, decides ? .decisive : .strong, .resetBySender)
    }
    if scene.senderEnded, scene.answered != .payload { weighing.support(cause, .weak, .endedBefore) }
    if reset.opposingReset != nil { weighing.support(cause, .strong, .resetByReceiver) }
  }

  /// Where nothing was left to end, a RST,ACK can only be an answer: load balancers and some stacks give theirs an ACK.
  private static func weighAnswerWithAck(_ reset: Reset, _ scene: Scene, _ weighing: inout Weighing) {
    guard scene.senderEnded else { return }
    let isAnswer = reset.answersAfterItsEnd
    weighing.support(cause, isAnswer ? .strong : .weak, isAnswer ? .answersWithAck : .endedBefore)
    if scene.senderContinued { weighing.oppose(cause, .decisive, .senderContinued) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
  }

  /// An end that is still connecting knows its connection, and refuses a SYN+ACK for other reasons.
  private static func isInReach(_ reset: Reset, _ scene: Scene) -> Bool {
    !(scene.answered == .synAck && reset.sender.saidOnlySYN) && !reset.refusesUnseenSynAck
  }
}

extension Reset {
  /// Whether a RST,ACK of an end that is over bears the numbers of an answer: those of the receiver's last segment, or its
  /// own SEQ and more acknowledged than when it aborted, for without a connection nothing else is received.
  var answersAfterItsEnd: Bool { answersWithAck || (hasAbortedBefore && acknowledgesFreshPayload) }

  /// Whether the same side had aborted the connection: by its RST before this one, or by one before other answers.
  var hasAbortedBefore: Bool { followsAbort || earlierReset?.flags.contains(.ack) ?? false }
}
