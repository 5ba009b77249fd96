import Wire

/// How a segment changes its flow.
extension FlowTable {
  /// Follows one segment of the flow at `place`.
  @inline(__always)
  mutating func follow(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    let side: Side = entries[place].originatorIsLow == fromLow ? .originator : .responder
    entries[place].touch(segment)
    if segment.flags.contains(.rst) {
      followReset(segment, at: place, side)
    } else {
      followOther(segment, at: place, side)
    }
  }

  private mutating func followOther(_ segment: Segment, at place: Int, _ side: Side) {
    guard entries[place].follow(segment, side) else { return }
    let trail = entries[place].trail(side)
    let mark = log.append(SegmentSummary(segment), quiet: entries[place].quiet, after: trail.logged)
    if side == .originator {
      entries[place].originatorTrail.logged = mark
    } else {
      entries[place].responderTrail.logged = mark
    }
    let opposing = entries[place].trail(side.other).reset
    if trail.reset != 0 { continueSender(trail.reset, with: segment, at: place) }
    if opposing != 0 { continueReceiver(opposing, with: segment) }
  }

  private mutating func followReset(_ segment: Segment, at place: Int, _ side: Side) {
    let trail = entries[place].trail(side)
    if trail.copy.isCopied(by: segment, trail.lastReset), pending.contains(trail.reset) {
      var copy = pending[trail.reset]
      copy.duplicateOf = copy.duplicateOf ?? copy.segment.frame
      copy.segment = segment
      _ = enqueue(copy, after: 0)
      return
    }
    let summary = SegmentSummary(segment)
    if pending.contains(trail.reset) { pending[trail.reset].aftermath.nextReset = summary }
    let entry = entries[place]
    noteOpposing(entry.trail(side.other).reset, summary)
    let provocation = log.provocation(
      of: segment, sender: entry.peer(side), latestOfReceiver: entry.trail(side.other).logged)
    let mark = enqueue(Reset(segment, side, entry, provokedBy: provocation), after: trail.reset)
    entries[place].reset(segment, summary, side, mark)
  }

  /// The side that RSTs were sent to sent one itself.
  private mutating func noteOpposing(_ latest: PendingResets.Mark, _ summary: SegmentSummary) {
    var mark = latest
    while pending.contains(mark), pending[mark].aftermath.receiverReset == nil {
      pending[mark].aftermath.receiverReset = summary
      mark = pending.previous(mark)
    }
  }

  /// The side that sent a RST sent something else.
  private mutating func continueSender(_ latest: PendingResets.Mark, with segment: Segment, at place: Int) {
    var mark = latest
    let summary = SegmentSummary(segment)
    while pending.contains(mark), pending[mark].aftermath.senderContinued == nil {
      pending[mark].aftermath.senderContinued = summary
      mark = pending.previous(mark)
    }
  }

  /// The side that a RST was sent to sent something: a challenge, or anything else.
  private mutating func continueReceiver(_ latest: PendingResets.Mark, with segment: Segment) {
    var mark = latest
    let summary = SegmentSummary(segment)
    for _ in 0..<16 where pending.contains(mark) {
      if pending[mark].isChallenged(by: segment) {
        if pending[mark].aftermath.challenge != nil { return }
        pending[mark].aftermath.challenge = summary
      } else if segment.payloadLength > 0 || !segment.flags.isDisjoint(with: [.syn, .fin]) {
        if pending[mark].aftermath.receiverContinued != nil { return }
        pending[mark].aftermath.receiverContinued = summary
      }
      mark = pending.previous(mark)
    }
  }
}

extension Reset {
  /// A RST as the flow stood before it.
  init(_ segment: Segment, _ side: Side, _ entry: FlowEntry, provokedBy: SegmentLog.Entry?) {
    let (sender, receiver) = (entry.peer(side), entry.peer(side.other))
    let (own, opposing) = (entry.trail(side).lastReset.ifAny, entry.trail(side.other).lastReset.ifAny)
    let latest = sender.last.frame > receiver.last.frame ? sender.last : receiver.last
    let senderIsLow = (side == .originator) == entry.originatorIsLow
    self.init(
      segment: segment, flow: entry.id, sentBy: side, knowsOriginator: entry.knowsOriginator, sender: sender,
      receiver: receiver, provokedBy: provokedBy?.segment, previous: latest.ifAny, earlierReset: own,
      opposingReset: opposing, quietBeforeProvocation: provokedBy?.quiet ?? 0, roundTrip: entry.handshake.roundTrip,
      predecessor: entry.predecessor.map { Predecessor($0, senderIsLow: senderIsLow) })
  }

  /// Whether a later segment of the receiver is a bare acknowledgment of just what it had received (RFC 5961 §3.2).
  fileprivate func isChallenged(by segment: Segment) -> Bool {
    segment.payloadLength == 0 && segment.flags.contains(.ack) && segment.flags.isDisjoint(with: [.syn, .fin, .rst])
      && segment.acknowledgmentNumber == receiver.acknowledged
      && segment.sequenceNumber == receiver.nextSequenceNumber
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

extension FlowEntry {
  /// Counts any segment of the flow, copies included.
  @inline(__always)
  fileprivate mutating func touch(_ segment: Segment) {
    quiet = packets == 0 ? 0 : lastTime.nanoseconds(until: segment.time)
    packets &+= 1
    lastFrame = segment.frame
    if segment.time > lastTime { lastTime = segment.time }
  }

  /// Follows a segment that is no RST; false if it is a second copy of the one before.
  @inline(__always)
  fileprivate mutating func follow(_ segment: Segment, _ side: Side) -> Bool {
    handshake.see(segment, isOriginator: side == .originator)
    if side == .originator {
      return Self.follow(segment, &originator, &originatorTrail, &responder, &knowsOriginator, true)
    }
    return Self.follow(segment, &responder, &responderTrail, &originator, &knowsOriginator, false)
  }

  @inline(__always)
  private static func follow(
    _ segment: Segment, _ own: inout Peer, _ trail: inout Trail, _ other: inout Peer, _ knowsOriginator: inout Bool,
    _ isOriginator: Bool
  ) -> Bool {
    if own.present.contains(.last), trail.copy.isCopied(by: segment, own.last) { return false }
    trail.copy = CopyMarks(segment)
    if segment.flags.contains(.syn), segment.flags.contains(.ack) != isOriginator { knowsOriginator = true }
    if own.isClosedByReset, own.resets > 0, trail.lastReset.frame.number != 0 {
      own.reopen()
      other.reopen()
    }
    own.send(segment, to: other)
    own.move(segment, other: &other)
    return true
  }

  /// Takes a RST.
  fileprivate mutating func reset(
    _ segment: Segment, _ summary: SegmentSummary, _ side: Side, _ mark: PendingResets.Mark
  ) {
    if side == .originator {
      originator.reset(segment, other: &responder)
      (originatorTrail.reset, originatorTrail.lastReset) = (mark, summary)
      originatorTrail.copy = CopyMarks(segment)
    } else {
      responder.reset(segment, other: &originator)
      (responderTrail.reset, responderTrail.lastReset) = (mark, summary)
      responderTrail.copy = CopyMarks(segment)
    }
  }
}
