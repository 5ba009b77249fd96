/// A third party's RST in a host's name.
///
/// No single oddity proves it, for captures lose packets and stacks differ; two departures from what any host does
/// with its own RST, or a sender that goes on as if it had sent none, do. Time to live and IP identification are weak.
/// What Linux alone never does says nothing of a side whose segments show another system (``StackTrait``).
/// Look-alikes: other operating systems, load balancers, captures with gaps; and a forger who repeats a host's own RST
/// exactly and in time cannot be told from it.
enum ForgedResetRule: Rule {
  static let cause = Cause.forgedReset

  static func weigh(_ scene: Scene, _ weighing: inout Weighing) {
    let before = weighing.forgeryDepartures
    weighNumbers(scene, &weighing)
    weighTiming(scene, &weighing)
    let departures = weighing.forgeryDepartures &- before
    if scene.shows(.senderContinued) { weighContinuation(scene, departures, &weighing) }
    let isFromElsewhere = scene.shows(.isFromElsewhere)
    if isFromElsewhere { weighing.support(cause, .weak, .identificationUnlikeSender) }
    let isSuspect = departures > 0 || scene.shows(.senderContinued) || scene.softDepartures >= 2 || isFromElsewhere
    guard isSuspect || scene.isUnvouched else { return }
    if !isSuspect { weighing.support(cause, .weak, .unvouched) }
    weighSoft(scene, &weighing)
  }

  private static func weighNumbers(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.numbers.contains(.sequenceNotOfSender) {
      weighing.addDeparture(scene, .sequenceNotOfSender)
      if scene.shows(.isSecondAbort) { weighing.addDeparture(scene, .secondAbort) }
    }
    if scene.numbers.contains(.acknowledgesUnsent) {
      weighing.addDeparture(scene, .acknowledgesUnsent)
      if scene.shows(.acknowledgesBeyondWindow) { weighing.addDeparture(scene, .acknowledgesBeyondWindow) }
    }
    if scene.numbers.contains(.windowWithoutAck) { weighing.addDeparture(scene, .windowWithoutAck) }
    if scene.numbers.contains(.nothingToRepeat) { weighing.addDeparture(scene, .nothingToRepeat) }
    if scene.numbers.contains(.synOrFinBeside) { weighing.addDeparture(scene, .synOrFinBeside) }
    if scene.numbers.contains(.timestampsStepBack) { weighing.addDeparture(scene, .timestampsStepBack) }
    if scene.numbers.contains(.windowInRefusal), scene.shows(.isLoopback) {
      weighing.addDeparture(scene, .windowInRefusal)
    }
  }

  private static func weighTiming(_ scene: Scene, _ weighing: inout Weighing) {
    guard scene.form != .ending else { return }
    switch scene.promptness {
    case .late: weighing.addDeparture(scene, .answersLate)
    // Between two that have closed, what this answers may as well have crossed the acknowledgment.
    case .alreadyAcknowledged: if !scene.shows(.senderFin) { weighing.addDeparture(scene, .alreadyAcknowledged) }
    case .atOnce, .unknown: break
    }
  }

  /// The sender going on excludes the sender. A RST that answers a segment at once may still be a firewall's, unless
  /// that segment got through.
  private static func weighContinuation(_ scene: Scene, _ departures: Int, _ weighing: inout Weighing) {
    if scene.shows(.answeredWasDelivered) { return weighing.support(cause, .decisive, .answeredWasDelivered) }
    let isAnswer = scene.form != .ending && scene.promptness == .atOnce && departures == 0
    weighing.support(cause, isAnswer ? .weak : .decisive, .senderContinued)
  }

  private static func weighSoft(_ scene: Scene, _ weighing: inout Weighing) {
    // Of a segment that stands alone nobody knows which system it comes from.
    if !scene.shows(.isUnlikeLinux), scene.shows(.isLoopback) || !scene.isLone { weighHabits(scene, &weighing) }
    if scene.shows(.isLoopback) {
      if scene.shows(.loopbackMayFragment) { weighing.support(cause, .weak, .loopbackMayFragment) }
    } else if scene.shows(.timeToLiveUnlikeSender) {
      weighing.support(cause, .weak, .timeToLiveUnlikeSender)
    }
  }

  /// What Linux does not do.
  private static func weighHabits(_ scene: Scene, _ weighing: inout Weighing) {
    if scene.numbers.contains(.windowUnlikeSender) { weighing.support(cause, .weak, .windowUnlikeSender) }
    if scene.numbers.contains(.timestampsMissing) { weighing.support(cause, .weak, .timestampsMissing) }
    if scene.numbers.contains(.ownWindowWithoutAck) { weighing.support(cause, .weak, .windowWithoutAck) }
    if scene.numbers.contains(.ownNumberWithoutAck) { weighing.support(cause, .weak, .ownNumberWithoutAck) }
    if scene.numbers.contains(.carriesPayload) { weighing.support(cause, .weak, .carriesPayload) }
    if scene.numbers.contains(.windowInRefusal), !scene.shows(.isLoopback) {
      weighing.support(cause, .weak, .windowInRefusal)
    }
  }
}

extension Scene {
  /// Departures that other stacks show as well; none where the sender is such a stack.
  var softDepartures: Int { shows(.isUnlikeLinux) ? 0 : numbers.intersection(.soft).rawValue.nonzeroBitCount }

  /// Whether neither time nor a segment that it answers vouches for a RST without ACK.
  var isUnvouched: Bool {
    guard form == .answer else { return isLone && form == .ending }
    // How long a client takes to refuse a SYN+ACK, no handshake tells.
    if answered == .synAck, shows(.isOriginator) { return false }
    return promptness == .unknown
  }
}

extension Weighing {
  /// Adds a departure from what any host does with its own RST; the second one proves.
  fileprivate mutating func addDeparture(_ scene: Scene, _ observation: Observation) {
    // Of a segment that stands alone nobody knows whose it is: odd packets are also probes and fuzz.
    let decides = forgeryDepartures > 0 && !scene.isLone
    support(.forgedReset, decides ? .decisive : .strong, observation)
    forgeryDepartures &+= 1
  }
}
