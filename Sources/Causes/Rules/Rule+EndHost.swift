extension Rule {
  /// Marks against every cause that lies with the sender itself, shared by their rules: after its own RST a host holds
  /// no connection and cannot go on; its RST bears its own numbers; an answer comes as soon as it is asked for.
  static func weighAgainstSender(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.shows(.senderContinued) { weighing.oppose(cause, .decisive, .senderContinued) }
    if let departure = scene.hardDeparture { weighing.oppose(cause, .strong, departure) }
    if scene.form == .ending, scene.shows(.senderEnded) { weighing.oppose(cause, .strong, .endedBefore) }
    weighAgainstAnswer(scene, &weighing)
  }

  /// Marks against every cause by which the RST is an answer to a segment.
  static func weighAgainstAnswer(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.form != .ending else { return }
    switch scene.promptness {
    case .late: weighing.oppose(cause, .strong, .answersLate)
    case .alreadyAcknowledged: weighing.oppose(cause, scene.shows(.senderFin) ? .weak : .strong, .alreadyAcknowledged)
    case .atOnce, .unknown: break
    }
  }
}

extension Scene {
  /// The first departure that no host's own RST shows, if there is one.
  var hardDeparture: Observation? {
    if numbers.isDisjoint(with: .hard) { return nil }
    if numbers.contains(.sequenceNotOfSender) { return .sequenceNotOfSender }
    if numbers.contains(.acknowledgesUnsent) { return .acknowledgesUnsent }
    if numbers.contains(.nothingToRepeat) { return .nothingToRepeat }
    if numbers.contains(.windowWithoutAck) { return .windowWithoutAck }
    if numbers.contains(.timestampsStepBack) { return .timestampsStepBack }
    return .synOrFinBeside
  }

  /// Whether nothing at all was seen of the flow before the RST.
  var isLone: Bool { answered == .unseen && !shows(.senderSynchronized) && !shows(.senderSeen) }
}
