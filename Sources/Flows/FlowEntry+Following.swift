import Wire

extension FlowEntry {
  /// Counts any segment of the flow, copies included.
  @inline(__always)
  mutating func touch(_ segment: Segment) {
    quiet = packets == 0 ? 0 : lastTime.nanoseconds(until: segment.time)
    packets &+= 1
    lastFrame = segment.frame
    if segment.time > lastTime { lastTime = segment.time }
  }

  /// The trails of the segment's own side and of the other one.
  @inline(__always)
  func trails(_ fromLow: Bool) -> (own: Trail, other: Trail) {
    fromLow ? (low.trail, high.trail) : (high.trail, low.trail)
  }

  /// Follows a segment that is no RST; false if it is a second copy of the one before.
  @inline(__always)
  mutating func follow(_ segment: Segment, _ fromLow: Bool) -> Bool {
    let isOriginator = fromLow == originatorIsLow
    let isNew = fromLow ? Self.follow(segment, &low, &high) : Self.follow(segment, &high, &low)
    guard isNew else { return false }
    handshake.see(segment, isOriginator: isOriginator)
    if segment.flags.contains(.syn), segment.flags.contains(.ack) != isOriginator { knowsOriginator = true }
    return true
  }

  @inline(__always)
  private static func follow(_ segment: Segment, _ own: inout Half, _ other: inout Half) -> Bool {
    if own.peer.present.contains(.last), own.trail.copy.isCopied(by: segment, own.peer.last) { return false }
    own.trail.copy = CopyMarks(segment)
    if own.peer.isClosedByReset, own.trail.lastReset.frame > other.trail.lastReset.frame {
      own.peer.reopen()
      other.peer.reopen()
    }
    own.peer.send(segment, to: other.peer)
    own.peer.move(segment, other: &other.peer)
    return true
  }

  /// Takes a RST.
  mutating func reset(
    _ segment: Segment, _ summary: SegmentSummary, _ fromLow: Bool, _ mark: PendingResets.Mark
  ) {
    if fromLow {
      Self.reset(segment, summary, &low, &high, mark)
    } else {
      Self.reset(segment, summary, &high, &low, mark)
    }
  }

  private static func reset(
    _ segment: Segment, _ summary: SegmentSummary, _ own: inout Half, _ other: inout Half, _ mark: PendingResets.Mark
  ) {
    own.peer.reset(segment, other: &other.peer)
    own.trail.reset = mark
    own.trail.lastReset = summary
    own.trail.copy = CopyMarks(segment)
  }
}
