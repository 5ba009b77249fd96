import Wire

/// What a RST does to both sides.
extension Peer {
  /// This side sent a RST: counts it and, if the other side must take it, closes both.
  mutating func reset(_ segment: Segment, other: inout Peer) {
    segments &+= 1
    resets &+= 1
    if !present.contains(.base), !segment.flags.contains(.ack) || segment.sequenceNumber.rawValue != 0 {
      base = segment.sequenceNumber - 1
      present.formUnion(.base)
      nextSequenceNumber = segment.sequenceNumber
      (holeBegin, holeEnd) = (nextSequenceNumber, nextSequenceNumber)
    }
    if isExact(segment, other) {
      closeByReset()
      other.closeByReset()
    }
  }

  /// Whether `other` must take a RST of this side (RFC 5961 §3.2), as far as the capture tells.
  ///
  /// This decides only whether the flow goes on; what the receiver's TCP did is for others to judge.
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

  private mutating func closeByReset() {
    guard !present.contains(.closedByReset) else { return }
    stateBeforeReset = state
    state = .closed
    present.formUnion(.closedByReset)
  }

  /// The RST was not what it seemed: its sender goes on.
  mutating func reopen() {
    guard present.contains(.closedByReset) else { return }
    state = stateBeforeReset
    present.subtract(.closedByReset)
  }
}
