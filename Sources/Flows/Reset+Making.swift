import Wire

extension FlowEntry {
  /// The latest resets of the side that sends and of the other one, and whether `segment` is a second copy of the first.
  @inline(__always)
  mutating func latestResets(
    _ segment: Segment, _ fromLow: Bool
  ) -> (own: PendingResets.Mark, other: PendingResets.Mark, isRepeated: Bool) {
    withHalves(fromLow) { own, other in
      let isRepeated = own.trail.reset != 0 && own.trail.copy.isCopied(by: segment, own.trail.lastReset)
      return (own.trail.reset, other.trail.reset, isRepeated)
    }
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
    let effect = own.peer.reset(segment, other: &other.peer)
    let mark = pending.append(
      PendingResets.Item(
        segment: segment, provokedBy: provocation?.segment ?? .none, quiet: provocation?.quiet ?? 0,
        earlier: own.trail.lastReset, opposing: other.trail.lastReset, previous: own.trail.reset,
        place: Int32(truncatingIfNeeded: place), effect: effect, fromLow: fromLow, followsAbort: own.trail.hasAborted))
    if segment.flags.contains(.ack), effect.contains(.closedSender) { own.trail.hasAborted = true }
    own.trail.reset = mark
    own.trail.lastReset = summary
    own.trail.copy = CopyMarks(segment)
    return mark
  }

}

extension FlowEntry {
  /// Writes the whole of the flow's latest reset over another one: both sides as they stood before it.
  ///
  /// Field by field, and mutating although it changes nothing: copies of whole flows would cost more than all the rest.
  @inline(__always)
  mutating func write(_ item: PendingResets.Item, _ predecessor: Predecessor?, over reset: inout Reset) {
    reset.segment = item.segment
    (reset.flow, reset.sentBy, reset.knowsOriginator) = (id, side(isLow: item.fromLow), roles.isKnown)
    withHalves(item.fromLow) { own, other in
      reset.sender = own.peer
      reset.receiver = other.peer
    }
    reset.sender.undo(item.effect, other: &reset.receiver)
    (reset.provokedBy, reset.quietBeforeProvocation) = (item.provokedBy.ifAny, item.quiet)
    (reset.earlierReset, reset.opposingReset) = (item.earlier.ifAny, item.opposing.ifAny)
    reset.followsAbort = item.followsAbort
    reset.roundTrip = handshake.roundTrip
    reset.predecessor = predecessor.map { Reset.Predecessor($0, senderIsLow: item.fromLow) }
    reset.aftermath = Reset.Aftermath()
    reset.duplicateOf = nil
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
