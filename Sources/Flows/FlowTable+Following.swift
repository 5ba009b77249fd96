import Wire

/// How a segment changes its flow.
extension FlowTable {
  /// Follows one segment of the flow at `place`.
  @inline(__always)
  mutating func follow(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    entries[place].touch(segment)
    if options.followsRecords, handedOut < options.flowLimit { followRecord(segment, at: place, fromLow) }
    if segment.flags.contains(.rst) {
      followReset(segment, at: place, fromLow)
    } else {
      followOther(segment, at: place, fromLow)
    }
  }

  @inline(__always)
  private mutating func followOther(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    guard entries[place].follow(segment, fromLow) else { return }
    let logged = fromLow ? entries[place].low.trail.logged : entries[place].high.trail.logged
    let mark = log.append(SegmentSummary(segment), quiet: entries[place].quiet, after: logged)
    if fromLow { entries[place].low.trail.logged = mark } else { entries[place].high.trail.logged = mark }
    let (low, high) = (entries[place].low.trail.reset, entries[place].high.trail.reset)
    if low | high != 0 {
      continueSender(fromLow ? low : high, with: segment)
      continueReceiver(fromLow ? high : low, with: segment)
    }
    if segment.flags.contains(.fin) { queueIfOver(place) }
  }

  private mutating func followReset(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    let (own, other) = entries[place].trails(fromLow)
    if own.copy.isCopied(by: segment, own.lastReset), pending.contains(own.reset) {
      copyReset(own.reset, as: segment)
      return
    }
    let summary = SegmentSummary(segment)
    if pending.contains(own.reset) { pending[own.reset].aftermath.nextReset = summary }
    noteOpposing(other.reset, summary)
    let provocation =
      fromLow
      ? log.provocation(of: segment, sender: entries[place].low, receiver: entries[place].high)
      : log.provocation(of: segment, sender: entries[place].high, receiver: entries[place].low)
    let mark = enqueue(entries[place].reset(segment, fromLow, provocation), after: own.reset)
    entries[place].reset(segment, summary, fromLow, mark)
    queueIfOver(place)
  }

  /// A second copy of a RST shares everything with the first but its frame.
  private mutating func copyReset(_ original: PendingResets.Mark, as segment: Segment) {
    var copy = pending[original]
    copy.duplicateOf = copy.duplicateOf ?? copy.segment.frame
    copy.segment = segment
    _ = enqueue(copy, after: 0)
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
  private mutating func continueSender(_ latest: PendingResets.Mark, with segment: Segment) {
    var mark = latest
    let summary = SegmentSummary(segment)
    while pending.contains(mark), pending[mark].continueSender(summary) { mark = pending.previous(mark) }
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
  /// Takes what its sender sent next; false if something more telling is known already.
  ///
  /// A bare acknowledgment within a millisecond may only have been overtaken, so payload after it tells more.
  fileprivate mutating func continueSender(_ next: SegmentSummary) -> Bool {
    if let known = aftermath.senderContinued {
      let isTelling = next.payloadLength > 0 && known.payloadLength == 0 && !known.flags.contains(.syn)
      guard isTelling, segment.time.nanoseconds(until: known.time) <= 1_000_000 else { return false }
    }
    aftermath.senderContinued = next
    return true
  }

  /// Whether a later segment of the receiver is a bare acknowledgment of just what it had received (RFC 5961 §3.2).
  fileprivate func isChallenged(by segment: Segment) -> Bool {
    segment.payloadLength == 0 && segment.flags.contains(.ack) && segment.flags.isDisjoint(with: [.syn, .fin, .rst])
      && segment.acknowledgmentNumber == receiver.acknowledged
      && segment.sequenceNumber == receiver.nextSequenceNumber
  }
}
