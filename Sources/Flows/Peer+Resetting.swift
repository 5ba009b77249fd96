import Wire

/// What a RST does to both sides.
extension Peer {
  /// What a RST changed besides the counts, so that it can be undone.
  struct ResetEffect: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// It was the first that told a number of its sender's.
    static let setBase = ResetEffect(rawValue: 1 << 0)
    /// It closed its sender.
    static let closedSender = ResetEffect(rawValue: 1 << 1)
    /// It closed its receiver.
    static let closedReceiver = ResetEffect(rawValue: 1 << 2)
  }

  /// This side sent a RST: counts it and, if the other side must take it, closes both.
  @inline(__always)
  mutating func reset(_ segment: Segment, other: inout Peer) -> ResetEffect {
    var effect: ResetEffect = []
    segments &+= 1
    resets &+= 1
    if !present.contains(.base), !segment.flags.contains(.ack) || segment.sequenceNumber.rawValue != 0 {
      base = segment.sequenceNumber - 1
      present.formUnion(.base)
      nextSequenceNumber = segment.sequenceNumber
      (holeBegin, holeEnd) = (nextSequenceNumber, nextSequenceNumber)
      effect.insert(.setBase)
    }
    if isExact(segment, other) {
      if closeByReset(at: segment.time) { effect.insert(.closedSender) }
      if other.closeByReset(at: segment.time) { effect.insert(.closedReceiver) }
    }
    return effect
  }

  /// Takes back what the latest RST of this side changed.
  mutating func undo(_ effect: ResetEffect, other: inout Peer) {
    segments &-= 1
    resets &-= 1
    if effect.contains(.setBase) {
      let none = SequenceNumber(rawValue: 0)
      (base, nextSequenceNumber, holeBegin, holeEnd) = (none, none, none, none)
      present.subtract(.base)
    }
    if effect.contains(.closedSender) { reopen() }
    if effect.contains(.closedReceiver) { other.reopen() }
  }

  /// Whether `other` must take a RST of this side (RFC 5961 §3.2), as far as the capture tells.
  ///
  /// This decides only whether the flow goes on; what the receiver's TCP did is for others to judge.
  @inline(__always)
  private func isExact(_ segment: Segment, _ other: Peer) -> Bool {
    if other.state == .synSent {
      let ack = segment.acknowledgmentNumber
      return segment.flags.contains(.ack) && other.iss.distance(to: ack) > 0
        && ack.distance(to: other.nextSequenceNumber) >= 0
    }
    if other.present.contains(.acknowledgment), segment.sequenceNumber == other.acknowledgment { return true }
    if segments > resets { return segment.sequenceNumber == inOrderEdge }
    return !other.present.contains(.acknowledgment)
  }

  /// True if it was open before.
  private mutating func closeByReset(at time: Timestamp) -> Bool {
    guard !present.contains(.closedByReset) else { return false }
    resetTime = time
    stateBeforeReset = state
    state = .closed
    present.formUnion(.closedByReset)
    return true
  }

  /// The RST was not what it seemed: its sender goes on.
  mutating func reopen() {
    guard present.contains(.closedByReset) else { return }
    state = stateBeforeReset
    stateBeforeReset = .unseen
    resetTime = Timestamp(nanoseconds: 0)
    present.subtract(.closedByReset)
  }
}
