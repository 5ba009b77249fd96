import Flows
import Wire

/// What the rules ask of a reset again and again, worked out once: plain facts, no judgement.
struct Scene: BitwiseCopyable {
  /// The shape beside those of hosts.
  var shape: ResetShape
  /// What its flags and SEQ alone make it.
  var form: Form
  /// How SEQ and ACK stand to what both sides sent.
  var numbers: Numbers
  /// What kind of segment it fits as an answer.
  var answered: Answered
  /// How long after that segment it came.
  var promptness: Promptness
  /// How its window stands to the last one that the sender advertised, where it ends a connection and both can be read.
  var windowChange: WindowChange?
  /// Whether the sender is known to have been connected to.
  var isResponder: Bool
  /// Whether the sender is known to have connected.
  var isOriginator: Bool
  /// Whether any segment of the sender but a RST was seen.
  var senderSeen: Bool
  /// Whether the handshake, or anything after it, was seen of the sender.
  var senderSynchronized: Bool
  /// Whether any payload of the receiver had been captured.
  var payloadReceived: Bool
  /// Whether the sender had sent payload.
  var payloadSent: Bool
  /// Whether the sender had sent its FIN.
  var senderFin: Bool
  /// Whether the sender went on with the connection afterwards.
  var senderContinued: Bool
  /// Whether the sender had ended the connection before: FINs of both sides done, or a RST of its own.
  var senderEnded: Bool
  /// Whether the segment that the RST answers was acknowledged by its sender afterwards: nothing had rejected it.
  var answeredWasDelivered: Bool
  /// Whether the sender's segments show that its system is none of Linux.
  var isUnlikeLinux: Bool
  /// Whether both ends are loopback addresses.
  var isLoopback: Bool

  /// What kind of RST the flags and SEQ make it, before anything is compared.
  enum Form: UInt8, BitwiseCopyable {
    /// RST,ACK with a sequence number: an end being ended. Also, from other stacks than Linux, a RST without ACK that
    /// answers nothing and bears the sender's own next number (RFC 9293 §3.10.5).
    case ending
    /// RST without ACK: an answer to a segment with ACK.
    case answer
    /// RST,ACK with SEQ 0: an answer to a segment without ACK.
    case refusal
  }

  /// What became of the sender's receive window.
  enum WindowChange: UInt8, BitwiseCopyable {
    /// Larger than the last one advertised.
    case reopened
    /// 0, as the last one advertised was.
    case closed
  }

  /// Departures of the RST's fields from those of any host that sent the rest of the flow.
  struct Numbers: OptionSet, BitwiseCopyable {
    let rawValue: UInt16
    static let sequenceNotOfSender = Numbers(rawValue: 1 << 0)
    static let acknowledgesUnsent = Numbers(rawValue: 1 << 1)
    static let windowWithoutAck = Numbers(rawValue: 1 << 2)
    static let windowInRefusal = Numbers(rawValue: 1 << 3)
    static let synOrFinBeside = Numbers(rawValue: 1 << 4)
    static let carriesPayload = Numbers(rawValue: 1 << 5)
    static let nothingToRepeat = Numbers(rawValue: 1 << 6)
    static let windowUnlikeSender = Numbers(rawValue: 1 << 7)
    static let timestampsMissing = Numbers(rawValue: 1 << 8)
    static let timestampsStepBack = Numbers(rawValue: 1 << 9)
    /// RST without ACK that bears the sender's own next number instead of repeating an acknowledgment.
    static let ownNumberWithoutAck = Numbers(rawValue: 1 << 10)
    /// RST without ACK that bears the window which the sender had advertised before, or may have.
    static let ownWindowWithoutAck = Numbers(rawValue: 1 << 11)
    /// A refusal that bears a sequence number although its sender can have none.
    static let numberInRefusal = Numbers(rawValue: 1 << 12)
    /// What no host does, whatever its stack; one alone may still be damage of the capture.
    static let hard: Numbers = [
      .sequenceNotOfSender, .acknowledgesUnsent, .windowWithoutAck, .synOrFinBeside, .nothingToRepeat,
      .timestampsStepBack,
    ]
    /// What Linux does not do but other stacks may.
    static let soft: Numbers = [
      .windowInRefusal, .carriesPayload, .windowUnlikeSender, .timestampsMissing, .ownNumberWithoutAck,
      .ownWindowWithoutAck, .numberInRefusal,
    ]
    /// What makes the shape foreign to Linux.
    static let foreign = hard.union([
      .windowInRefusal, .carriesPayload, .ownNumberWithoutAck, .ownWindowWithoutAck, .numberInRefusal,
    ])
  }

  /// What the RST fits as an answer, by its numbers.
  enum Answered: UInt8, BitwiseCopyable {
    /// Nothing of the receiver was captured.
    case unseen
    /// Something was, but its numbers do not fit.
    case nothing
    case syn, synAck, handshakeAcknowledgment, bareAcknowledgment, payload, fin
    /// A segment without SYN and without ACK.
    case withoutAck
  }

  /// How the RST stands in time to the last segment that it could answer.
  enum Promptness: UInt8, BitwiseCopyable {
    /// No handshake tells how long a round trip takes, or nothing is answered.
    case unknown
    /// Within three round trips and 5 ms.
    case atOnce
    /// Later.
    case late
    /// The sender had acknowledged that segment before.
    case alreadyAcknowledged
  }
}

extension Scene {
  /// Works the facts out.
  init(_ reset: Reset) {
    let segment = reset.segment
    isResponder = reset.knowsOriginator && reset.sentBy == .responder
    isOriginator = reset.knowsOriginator && reset.sentBy == .originator
    senderSeen = reset.sender.segments > reset.sender.resets
    senderSynchronized = Scene.isSynchronized(reset.sender)
    payloadReceived = reset.receiver.payloadSegments > 0
    payloadSent = reset.sender.payloadSegments > 0
    senderFin = reset.sender.finSequenceNumber != nil
    isLoopback = segment.tuple.source.address.isLoopback && segment.tuple.destination.address.isLoopback
    isUnlikeLinux = StackTrait(of: reset.sender, at: segment.tuple.source) != nil
    answered = Scene.answered(reset)
    promptness = Scene.promptness(reset, answered: answered)
    form = Scene.form(reset, answered: answered, isTimely: promptness == .atOnce || promptness == .unknown)
    numbers = Scene.numbers(reset, form: form, answered: answered)
    senderContinued = Scene.senderContinued(reset)
    senderEnded = Scene.senderEnded(reset)
    answeredWasDelivered = senderContinued && Scene.answeredWasDelivered(reset)
    shape = Scene.shape(form, numbers)
    windowChange = form == .ending ? Scene.windowChange(reset) : nil
  }

  /// Whether the handshake, or anything after it, was seen of a side.
  @inline(always)
  static func isSynchronized(_ peer: Peer) -> Bool {
    switch peer.stateBeforeAnyReset {
    case .unseen, .listen, .synSent, .synReceived: false
    case .partial, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait, .closed: true
    }
  }

  private static func shape(_ form: Form, _ numbers: Numbers) -> ResetShape {
    guard numbers.isDisjoint(with: .foreign) else { return .foreign }
    return switch form {
    case .ending: .active
    case .answer: .passiveAck
    case .refusal: .passiveNoAck
    }
  }

  private static func form(_ reset: Reset, answered: Answered, isTimely: Bool) -> Form {
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
  private static func isAbortOfOtherStack(_ reset: Reset, answersInTime: Bool) -> Bool {
    !answersInTime && reset.sender.segments > reset.sender.resets && isSynchronized(reset.sender)
      && reset.segment.sequenceNumber == reset.sender.nextSequenceNumber
      && StackTrait(of: reset.sender, at: reset.segment.tuple.source) != nil
  }

  private static func answered(_ reset: Reset) -> Answered {
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
