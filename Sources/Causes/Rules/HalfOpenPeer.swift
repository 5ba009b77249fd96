/// A segment of a connection that this end no longer knows: it crashed, rebooted, moved its address, or reset the
/// connection itself while more was under way (NO_SOCKET where nobody listens on the port, TCP_FLAGS where somebody
/// does; RFC 9293 §3.5.1).
///
/// Look-alikes: a firewall's REJECT in mid-connection, state lost in a NAT or load balancer. Where this end itself had
/// sent the RST that ended the connection, what still arrives is answered like this, and that settles it.
enum HalfOpenPeerRule: Rule {
  static let cause = Cause.halfOpenPeer

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.form == .ending { return weighAnswerWithAck(scene, &weighing) }
    guard isInReach(scene) else { return }
    weighing.support(cause, .weak, .repeatsAcknowledgment)
    weighAgainstSender(scene, &weighing)
    if scene.shows(.keptConnecting) { weighing.oppose(cause, .decisive, .keptConnecting) }
    if scene.shows(.kernelChecksum) { weighing.support(cause, .weak, .loopbackKernelChecksum) }
    if scene.shows(.hasAbortedBefore), scene.shape == .passiveAck {
      let decides = scene.promptness == .atOnce && !scene.shows(.answersChallenge)
      weighing.support(cause, decides ? .decisive : .strong, .resetBySender)
    }
    if scene.shows(.senderEnded), scene.answered != .payload { weighing.support(cause, .weak, .endedBefore) }
    if scene.shows(.opposed) { weighing.support(cause, .strong, .resetByReceiver) }
  }

  /// Where nothing was left to end, a RST,ACK can only be an answer: load balancers and some stacks give theirs an ACK.
  private static func weighAnswerWithAck(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.shows(.senderEnded) else { return }
    let isAnswer = scene.shows(.answersAfterItsEnd)
    weighing.support(cause, isAnswer ? .strong : .weak, isAnswer ? .answersWithAck : .endedBefore)
    if scene.shows(.senderContinued) { weighing.oppose(cause, .decisive, .senderContinued) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
  }

  /// An end that is still connecting knows its connection, and refuses a SYN+ACK for other reasons.
  private static func isInReach(_ scene: Scene) -> Bool {
    !(scene.answered == .synAck && scene.shows(.saidOnlySYN)) && !scene.shows(.refusesUnseenSynAck)
  }
}
