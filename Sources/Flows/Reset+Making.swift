import Wire

extension FlowEntry {
  /// The latest resets of the side that sends and of the other one.
  @inline(__always)
  func latestResets(_ fromLow: Bool) -> (own: PendingResets.Mark, other: PendingResets.Mark) {
    (self[isLow: fromLow].trail.reset, self[isLow: !fromLow].trail.reset)
  }

  /// Queues a RST with what the flow will forget of it, then lets it change the flow.
  mutating func takeReset(
    _ segment: Segment, _ summary: SegmentSummary, at place: Int, _ fromLow: Bool, _ log: inout SegmentLog,
    _ pending: inout PendingResets
  ) -> PendingResets.Mark {
    withHalves(fromLow) { Self.takeReset(segment, summary, at: place, fromLow, &$0, &$1, &log, &pending) }
  }

  @inline(__always)
  private static func takeReset(
    _ segment: Segment, _ summary: SegmentSummary, at place: Int, _ fromLow: Bool, _ own: inout Half,
    _ other: inout Half, _ log: inout SegmentLog, _ pending: inout PendingResets
  ) -> PendingResets.Mark {
    let provocation = log.provocation(
      of: segment, heard: .init(frame: own.peer.lastFrame, acknowledged: own.peer.acknowledged),
      latest: other.trail.logged, last: other.peer.resets == 0 ? other.peer.lastSegment : nil)
    let mark = pending.append(
      PendingResets.Item(
        segment: segment, provokedBy: provocation?.segment ?? .none, quiet: provocation?.quiet ?? 0,
        earlier: own.trail.lastReset, opposing: other.trail.lastReset, previous: own.trail.reset,
        place: Int32(truncatingIfNeeded: place), effect: own.peer.reset(segment, other: &other.peer), fromLow: fromLow))
    own.trail.reset = mark
    own.trail.lastReset = summary
    own.trail.copy = CopyMarks(segment)
    return mark
  }

}

extension Reset.Predecessor {
  init(_ earlier: FlowEntry.Predecessor, senderIsLow: Bool) {
    self.init(
      flow: earlier.flow, lastTime: earlier.lastTime, sender: senderIsLow ? earlier.lowState : earlier.highState,
      receiver: senderIsLow ? earlier.highState : earlier.lowState,
      senderAcknowledged: senderIsLow ? earlier.lowAcknowledged : earlier.highAcknowledged)
  }
}
