import Flows
import Wire

extension Scene {
  /// Works it out.
  init(_ reset: borrowing ResetView) {
    let answered = Scene.answered(reset)
    let promptness = Scene.promptness(reset, answered: answered)
    let form = Scene.form(reset, answered: answered, isTimely: promptness == .atOnce || promptness == .unknown)
    let numbers = Scene.numbers(reset, form: form, answered: answered)
    (self.answered, self.promptness, self.form, self.numbers) = (answered, promptness, form, numbers)
    windowChange = form == .ending ? Scene.windowChange(reset) : .none
    facts = Scene.facts(of: reset)
    switch form {
    case .ending: facts.formUnion(Scene.factsOfEnding(reset, self))
    case .answer: facts.formUnion(Scene.factsOfAnswer(reset, self))
    case .refusal: facts.formUnion(Scene.factsOfRefusal(reset, self))
    }
    if !numbers.isDisjoint(with: .hard) { facts.formUnion(Scene.factsOfDeparture(reset, numbers)) }
    if shows(.senderContinued), Scene.answeredWasDelivered(reset) { facts.insert(.answeredWasDelivered) }
  }

  /// Whether the handshake, or anything after it, was seen of a side.
  @inline(always)
  static func isSynchronized(_ peer: Peer) -> Bool {
    switch peer.stateBeforeAnyReset {
    case .unseen, .listen, .synSent, .synReceived: false
    case .partial, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait, .closed: true
    }
  }

  private static func form(_ reset: borrowing ResetView, answered: Answered, isTimely: Bool) -> Form {
    guard reset.segment.flags.contains(.ack) else {
      return isAbortOfOtherStack(reset, answersInTime: answered != .nothing && isTimely) ? .ending : .answer
    }
    guard reset.segment.sequenceNumber.rawValue == 0 else { return answered == .syn ? .refusal : .ending }
    switch answered {
    case .syn, .withoutAck, .unseen: return .refusal
    case .nothing, .synAck, .handshakeAcknowledgment, .bareAcknowledgment, .payload, .fin:
      // SEQ 0 is its own number once in 2³² connections; a side that never spoke has none.
      return reset.sender.segments == reset.sender.resets ? .refusal : .ending
    }
  }

  /// RFC 9293 §3.10.5 lets an abort send a RST without ACK; Linux always sets it.
  private static func isAbortOfOtherStack(_ reset: borrowing ResetView, answersInTime: Bool) -> Bool {
    !answersInTime && reset.sender.segments > reset.sender.resets && isSynchronized(reset.sender)
      && reset.segment.sequenceNumber == reset.sender.nextSequenceNumber
      && StackTrait(of: reset.sender, at: reset.segment.tuple.source) != nil
  }

  private static func answered(_ reset: borrowing ResetView) -> Answered {
    guard let trigger = reset.provokedBy else { return reset.receiver.segments == 0 ? .unseen : .nothing }
    let segment = reset.segment
    if segment.flags.contains(.ack) {
      // Some stacks put a number of their own into a refusal, against RFC 9293; then the rest must fit.
      let mayRefuse =
        segment.sequenceNumber.rawValue == 0
        || (segment.window == 0 && reset.sender.segments == reset.sender.resets)
      guard mayRefuse, !trigger.flags.contains(.ack),
        segment.acknowledgmentNumber == trigger.endSequenceNumber
      else { return .nothing }
      return trigger.flags.contains(.syn) && !trigger.flags.contains(.fin) ? .syn : .withoutAck
    }
    guard trigger.flags.contains(.ack), segment.sequenceNumber == trigger.acknowledgmentNumber else { return .nothing }
    if trigger.flags.contains(.syn) { return .synAck }
    if trigger.payloadLength > 0 { return .payload }
    if trigger.flags.contains(.fin) { return .fin }
    let completesHandshake =
      reset.sender.stateBeforeAnyReset == .synReceived
      || (reset.receiver.segments <= 2 && reset.receiver.initialSequenceNumber != nil)
    return completesHandshake ? .handshakeAcknowledgment : .bareAcknowledgment
  }
}

extension Peer {
  /// Whether it has said nothing but its SYN or SYN+ACK, repetitions of it aside.
  var saidOnlySYN: Bool {
    initialSequenceNumber != nil && payloadSegments == 0 && finSequenceNumber == nil
      && segments &- resets <= 1 &+ retransmissions
  }

  /// Its state, or the one that it had before a RST ended it.
  var stateBeforeAnyReset: EndpointState { isClosedByReset ? stateBeforeReset : state }
}
