import Flows
import Wire

extension Scene {
  /// Compares the RST's fields with what both sides had sent; what was not captured contradicts nothing.
  static func numbers(_ reset: borrowing ResetView, form: Form, answered: Answered) -> Numbers {
    let segment = reset.segment
    var numbers: Numbers = []
    if !segment.flags.isDisjoint(with: [.syn, .fin]) { numbers.insert(.synOrFinBeside) }
    if segment.payloadLength > 0 { numbers.insert(.carriesPayload) }
    switch form {
    case .answer: numbers.formUnion(withoutAck(reset, answered: answered))
    case .ending: numbers.formUnion(segment.flags.contains(.ack) ? withAck(reset) : [.ownNumberWithoutAck])
    case .refusal:
      if segment.window != 0 { numbers.insert(.windowInRefusal) }
      if segment.sequenceNumber.rawValue != 0 { numbers.insert(.numberInRefusal) }
      if answered == .nothing { numbers.insert(.acknowledgesUnsent) }
    }
    return numbers
  }

  /// RST without ACK: SEQ must repeat an acknowledgment, and there is no window to tell (RFC 9293 §3.10.7.1).
  private static func withoutAck(_ reset: borrowing ResetView, answered: Answered) -> Numbers {
    var numbers: Numbers = []
    if reset.segment.window != 0 {
      numbers.insert(mayBeOwnWindow(reset) ? .ownWindowWithoutAck : .windowWithoutAck)
    }
    guard answered == .nothing else { return numbers }
    guard let acknowledged = reset.receiver.acknowledged else {
      numbers.insert(.nothingToRepeat)
      return numbers
    }
    if acknowledged != reset.segment.sequenceNumber {
      let isOwn =
        reset.sender.segments > reset.sender.resets
        && reset.segment.sequenceNumber == reset.sender.nextSequenceNumber
      numbers.insert(isOwn ? .ownNumberWithoutAck : .sequenceNotOfSender)
    }
    return numbers
  }

  /// Whether the window field is the one that the sender last advertised, or nobody saw any that it advertised, or its
  /// system is none of Linux: others leave windows in their RSTs. Not on a loopback address, where it is this host's.
  private static func mayBeOwnWindow(_ reset: borrowing ResetView) -> Bool {
    guard reset.sender.segments > reset.sender.resets else { return !reset.segment.tuple.source.address.isLoopback }
    if StackTrait(of: reset.sender, at: reset.segment.tuple.source) != nil { return true }
    return UInt64(reset.segment.window) << UInt64(scale(of: reset) ?? 0) == UInt64(reset.sender.window)
  }

  /// RST,ACK: SEQ must be the sender's next, or the edge of a window that the receiver closed
  /// (`tcp_acceptable_seq`), and ACK must lie between what the sender had acknowledged and what it can have received.
  private static func withAck(_ reset: borrowing ResetView) -> Numbers {
    var numbers: Numbers = []
    let segment = reset.segment
    if !isOwnSequenceNumber(reset), !reset.answersWithAck { numbers.insert(.sequenceNotOfSender) }
    if acknowledgesUnsent(reset) { numbers.insert(.acknowledgesUnsent) }
    guard reset.sender.segments > 0 else { return numbers }
    if reset.sender.usesTimestamps, reset.receiver.usesTimestamps, !segment.options.kinds.contains(.timestamps) {
      numbers.insert(.timestampsMissing)
    }
    if segment.options.kinds.contains(.timestamps), reset.sender.usesTimestamps,
      Int32(truncatingIfNeeded: segment.options.timestampValue &- reset.sender.lastTimestampValue) < 0
    {
      numbers.insert(.timestampsStepBack)
    }
    if isWindowUnlikeSender(reset) { numbers.insert(.windowUnlikeSender) }
    return numbers
  }

  private static func isOwnSequenceNumber(_ reset: borrowing ResetView) -> Bool {
    let sender = reset.sender
    let number = reset.segment.sequenceNumber
    guard sender.segments > sender.resets else {
      // A side that was never heard cannot have a number of its own while the other is only asking to connect.
      return reset.receiver.stateBeforeAnyReset != .synSent
    }
    let toNext = number.distance(to: sender.nextSequenceNumber)
    if toNext == 0 { return true }
    guard toNext > 0 else { return sender.stateBeforeAnyReset == .partial }
    let lowest = reset.receiver.acknowledged ?? sender.initialSequenceNumber ?? number
    return lowest.distance(to: number) >= 0
  }

  private static func acknowledgesUnsent(_ reset: borrowing ResetView) -> Bool {
    let receiver = reset.receiver
    guard receiver.segments > receiver.resets else { return false }
    let ahead = receiver.nextSequenceNumber.distance(to: reset.segment.acknowledgmentNumber)
    if receiver.stateBeforeAnyReset == .synSent { return ahead != 0 }
    return ahead > 0 && receiver.stateBeforeAnyReset != .partial
  }

  /// A window more than four times the last one advertised, and above 64 KiB: buffers grow by doubling at most.
  private static func isWindowUnlikeSender(_ reset: borrowing ResetView) -> Bool {
    guard reset.segment.window != 0, reset.sender.window != 0, let shift = scale(of: reset) else { return false }
    let window = UInt64(reset.segment.window) << UInt64(shift)
    return window > 65_536 && window > 4 &* UInt64(reset.sender.window)
  }

  static func windowChange(_ reset: borrowing ResetView) -> WindowChange {
    guard reset.sender.segments > reset.sender.resets, let shift = scale(of: reset) else { return .none }
    let window = UInt64(reset.segment.window) << UInt64(shift)
    if window == 0 { return reset.sender.window == 0 ? .closed : .none }
    return window > UInt64(reset.sender.window) ? .reopened : .none
  }

  /// The shift count in force for the sender's windows, or nil where the handshake does not tell (RFC 7323 §2.2).
  static func scale(of reset: borrowing ResetView) -> UInt8? {
    guard reset.sender.initialSequenceNumber != nil, reset.receiver.initialSequenceNumber != nil else { return nil }
    guard let shift = reset.sender.windowScale, reset.receiver.windowScale != nil else { return 0 }
    return shift
  }
}

extension ResetView {
  /// Whether both numbers of a RST,ACK are those that an answer to the receiver's last segment would bear.
  var answersWithAck: Bool {
    guard segment.flags.contains(.ack), let last = receiver.lastSegment, last.flags.contains(.ack) else { return false }
    return segment.sequenceNumber == last.acknowledgmentNumber && segment.acknowledgmentNumber == last.endSequenceNumber
  }
}
