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
    _ segment: Segment, at place: Int, _ fromLow: Bool, _ log: inout SegmentLog, _ pending: inout PendingResets
  ) -> PendingResets.Mark {
    let preceding = unsaved.mark
    let run = preceding != 0 ? unsaved.run &+ 1 : 0
    unsaved = withHalves(fromLow) { own, other in
      var effect: Peer.ResetEffect = []
      let previous = own.trail.reset
      own.trail.reset = pending.append(at: segment.time) { item in
        item.segment = segment
        (item.place, item.fromLow) = (Int32(truncatingIfNeeded: place), fromLow)
        (item.previous, item.preceding, item.run) = (previous, preceding, run)
        Self.takeReset(&item, &own, &other, &log)
        effect = item.effect
      }
      return UnsavedReset(
        mark: own.trail.reset, previous: previous, run: run, effect: effect, fromLow: fromLow)
    }
    return unsaved.mark
  }

  @inline(__always)
  private static func takeReset(
    _ item: inout PendingResets.Item, _ own: inout Half, _ other: inout Half, _ log: inout SegmentLog
  ) {
    let segment = item.segment
    (item.next, item.opposed, item.known) = (0, 0, [])
    let provocation = log.provocation(
      of: segment, heard: .init(last: own.peer.lastSegment, acknowledged: own.peer.acknowledged),
      latest: other.trail.logged, last: other.peer.resets == 0 ? other.peer.lastSegment : nil)
    item.quiet = 0
    if let provocation {
      (item.provokedBy, item.quiet) = (provocation.segment, provocation.quiet)
      item.known.formUnion(.provocation)
    }
    if own.peer.resets > 0 {
      item.earlier = own.trail.lastReset
      item.known.formUnion(.earlier)
    }
    if other.peer.resets > 0 {
      item.opposing = other.trail.lastReset
      item.known.formUnion(.opposing)
    }
    if own.trail.hasAborted { item.known.formUnion(.abort) }
    item.effect = own.peer.reset(segment, other: &other.peer)
    if segment.flags.contains(.ack), item.effect.contains(.closedSender) { own.trail.hasAborted = true }
    own.trail.lastReset = SegmentSummary(segment)
    own.trail.copy = CopyMarks(segment)
  }

  /// Shows how both sides stand, first the one that `fromLow` names.
  ///
  /// Mutating although it changes nothing: copies of whole flows would cost more than all the rest.
  @inline(__always)
  mutating func copySides(_ fromLow: Bool, to sender: inout Peer, _ receiver: inout Peer) {
    withHalves(fromLow) { own, other in
      sender = own.peer
      receiver = other.peer
    }
  }
}

extension MarkedRing<PendingResets.Item> {
  /// Takes back what a run of RSTs changed, from the latest to the one of `mark`, whose sender and receiver these are.
  @inline(__always)
  func undo(from latest: Mark, to mark: Mark, _ sender: inout Peer, _ receiver: inout Peer) {
    let fromLow = self[mark].fromLow
    var step = latest
    for _ in 0...(self[latest].run &- self[mark].run) {
      if self[step].fromLow == fromLow {
        sender.undo(self[step].effect, other: &receiver)
      } else {
        receiver.undo(self[step].effect, other: &sender)
      }
      step = self[step].preceding
    }
  }
}

extension PendingResets.Saved {
  /// Takes what a flow shows of a RST besides how both sides stood.
  @inline(__always)
  mutating func take(
    _ entry: borrowing FlowEntry, _ predecessor: FlowEntry.Predecessor?, fromLow: Bool, previous: PendingResets.Mark
  ) {
    (flow, sentBy, knowsOriginator) = (entry.id, entry.side(isLow: fromLow), entry.roles.isKnown)
    self.previous = previous
    (handshake, duplicateOf, known) = (entry.handshake, FrameID(number: 0), [])
    hasPredecessor = predecessor != nil
    if let predecessor { self.predecessor = Reset.Predecessor(predecessor, senderIsLow: fromLow) }
  }
}

extension Reset {
  /// Takes what was queued of it.
  @inline(__always)
  mutating func take(_ item: borrowing PendingResets.Item) {
    segment = item.segment
    (provokedBy, earlierReset, opposingReset) = item.before
    quietBeforeProvocation = item.quiet
    followsAbort = item.known.contains(.abort)
  }

  /// Takes what a flow shows of it besides how both sides stood.
  @inline(__always)
  mutating func take(_ entry: borrowing FlowEntry, _ predecessor: FlowEntry.Predecessor?, fromLow: Bool) {
    (flow, sentBy, knowsOriginator) = (entry.id, entry.side(isLow: fromLow), entry.roles.isKnown)
    (roundTrip, duplicateOf) = (entry.handshake.roundTrip, nil)
    self.predecessor = predecessor.map { Predecessor($0, senderIsLow: fromLow) }
  }

  /// Takes what was saved of it.
  @inline(__always)
  mutating func take(_ saved: borrowing PendingResets.Saved) {
    (sender, receiver) = (saved.sender, saved.receiver)
    (flow, sentBy, knowsOriginator) = (saved.flow, saved.sentBy, saved.knowsOriginator)
    roundTrip = saved.handshake.roundTrip
    duplicateOf = saved.duplicateOf.number == 0 ? nil : saved.duplicateOf
    predecessor = saved.hasPredecessor ? saved.predecessor : nil
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
