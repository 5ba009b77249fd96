import Wire

extension FlowEntry {
  /// Counts any segment of the flow, copies included; returns the silence before it, in nanoseconds.
  @inline(always) @discardableResult
  mutating func touch(_ segment: Segment, _ fromLow: Bool) -> Int64 {
    let quiet = packets == 0 ? 0 : lastTime.nanoseconds(until: segment.time)
    packets &+= 1
    lastFrame = segment.frame
    if segment.time > lastTime { lastTime = segment.time }
    if roles.isLoneSYNACK { roles.reconsider(segment, fromLow) }
    return quiet
  }

  /// What following a segment that is no RST leaves to be done.
  struct Step {
    /// False if it is a second copy of the one before.
    var isNew: Bool
    /// Nanoseconds of silence in the flow before it.
    var quiet: Int64
    /// The segment before it from the same side.
    var logged: SegmentLog.Mark = 0
    /// The latest resets of its own side and of the other one.
    var ownReset: PendingResets.Mark = 0
    var otherReset: PendingResets.Mark = 0
  }

  /// Follows a segment that is no RST and is remembered as `mark`.
  @inline(always)
  mutating func follow(_ segment: Segment, _ fromLow: Bool, as mark: SegmentLog.Mark) -> Step {
    var step = Step(isNew: true, quiet: touch(segment, fromLow))
    withHalves(fromLow) { own, other in Self.follow(segment, &own, &other, mark, &step) }
    guard step.isNew else { return step }
    let isOriginator = fromLow == roles.originatorIsLow
    handshake.see(segment, isOriginator: isOriginator)
    if segment.flags.contains(.syn), segment.flags.contains(.ack) != isOriginator { roles.isKnown = true }
    return step
  }

  /// Whether there is a RST and none of the other side came after it.
  private static func isLatest(_ reset: SegmentSummary, _ other: SegmentSummary) -> Bool {
    guard let reset = reset.ifAny else { return false }
    return other.ifAny?.precedes(reset) ?? true
  }

  @inline(always)
  private static func follow(
    _ segment: Segment, _ own: inout Half, _ other: inout Half, _ mark: SegmentLog.Mark, _ step: inout Step
  ) {
    if own.peer.present.contains(.last), own.trail.copy.isCopied(by: segment, own.peer.last) {
      step.isNew = false
      return
    }
    own.trail.copy = CopyMarks(segment)
    if own.peer.isClosedByReset, isLatest(own.trail.lastReset, other.trail.lastReset) {
      own.peer.reopen()
      other.peer.reopen()
      own.trail.hasAborted = false
    }
    own.peer.send(segment, otherScales: other.peer.present.contains(.windowScale))
    own.peer.move(segment, other: &other.peer)
    (step.logged, own.trail.logged) = (own.trail.logged, mark)
    (step.ownReset, step.otherReset) = (own.trail.reset, other.trail.reset)
  }
}
