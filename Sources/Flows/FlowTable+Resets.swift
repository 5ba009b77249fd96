import Wire

/// How a RST is taken, and how the whole of it is put together again.
extension FlowTable {
  /// Takes a RST of the flow at `place`.
  mutating func followReset(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    entries[place].touch(segment, fromLow)
    reserveReset(at: segment.time)
    if repeatsReset(segment, at: place, fromLow) { return }
    let summary = SegmentSummary(segment)
    let (own, other) = entries[place].latestResets(fromLow)
    if pending.contains(own) { pending[aftermathOf: own].nextReset = summary }
    pending.noteOpposing(other, summary)
    let mark = entries[place].takeReset(segment, summary, at: place, fromLow, &log, &pending)
    entries[place].unsavedReset = mark
    queueIfOver(place)
  }

  /// Whether a RST is a second copy of the one before; it shares everything with the first but its frame.
  private mutating func repeatsReset(_ segment: Segment, at place: Int, _ fromLow: Bool) -> Bool {
    let trail = entries[place][isLow: fromLow].trail
    guard trail.copy.isCopied(by: segment, trail.lastReset), pending.contains(trail.reset) else { return false }
    var copy = pending.savedReset(trail.reset)
    copy.duplicateOf = copy.duplicateOf ?? copy.segment.frame
    copy.segment = segment
    var item = pending[trail.reset]
    (item.segment, item.previous, item.isChanged) = (segment, 0, false)
    pending.save(pending.append(item), copy)
    return true
  }

  /// Saves the flow's latest reset, if it waits, before the flow changes.
  @inline(__always)
  mutating func saveReset(at place: Int) {
    if entries[place].unsavedReset != 0 { saveUnsaved(at: place) }
  }

  private mutating func saveUnsaved(at place: Int) {
    let mark = entries[place].unsavedReset
    entries[place].unsavedReset = 0
    guard keepsFinalResets ? pending.holds(mark) : pending.contains(mark) else { return }
    var whole = Reset.none
    make(&whole, mark)
    pending.save(mark, whole)
  }

  /// Writes the whole of a reset that still waits over `reset`.
  mutating func make(_ reset: inout Reset, _ mark: PendingResets.Mark) {
    if pending[mark].saved >= 0 {
      reset = pending.savedReset(mark)
    } else {
      makeFromFlow(&reset, mark, at: Int(pending[mark].place))
    }
  }

  /// Puts a reset together from its flow: both sides as they stood before it. Field by field, for copies of whole flows
  /// would cost more than all the rest.
  private mutating func makeFromFlow(_ reset: inout Reset, _ mark: PendingResets.Mark, at place: Int) {
    let fromLow = pending[mark].fromLow
    reset.segment = pending[mark].segment
    reset.flow = entries[place].id
    reset.sentBy = entries[place].side(isLow: fromLow)
    reset.knowsOriginator = entries[place].roles.isKnown
    reset.sender = entries[place][isLow: fromLow].peer
    reset.receiver = entries[place][isLow: !fromLow].peer
    reset.sender.undo(pending[mark].effect, other: &reset.receiver)
    reset.provokedBy = pending[mark].provokedBy.ifAny
    reset.quietBeforeProvocation = pending[mark].quiet
    reset.earlierReset = pending[mark].earlier.ifAny
    reset.opposingReset = pending[mark].opposing.ifAny
    reset.roundTrip = entries[place].handshake.roundTrip
    reset.predecessor =
      entries[place].hasPredecessor ? predecessors[place].map { .init($0, senderIsLow: fromLow) } : nil
    reset.aftermath = Reset.Aftermath()
    reset.duplicateOf = nil
  }

  /// Makes room for a reset of that time; where the queue is full, the oldest one becomes final before its time.
  private mutating func reserveReset(at time: Timestamp) {
    if pending.count >= options.maximumPendingResets { pending.closeFirst() }
    if pending.count == 0 { nextFinal = Self.final(time) }
  }
}
