import Wire

/// How a RST is taken, and how the whole of it is put together again.
extension FlowTable {
  /// Takes a RST of the flow at `place`.
  mutating func followReset(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    entries[place].touch(segment, fromLow)
    reserveReset(at: segment.time)
    let summary = SegmentSummary(segment)
    let (own, other, isRepeated) = entries[place].latestResets(segment, fromLow)
    if isRepeated, pending.contains(own) { return repeatReset(own, segment) }
    if pending.contains(own) { pending[aftermathOf: own].nextReset = summary }
    pending.noteOpposing(other, summary)
    let mark = entries[place].takeReset(segment, summary, at: place, fromLow, &log, &pending)
    entries[place].unsavedReset = mark
    queueIfOver(place)
  }

  /// Queues a second copy of the RST before it; it shares everything with the first but its frame.
  private mutating func repeatReset(_ first: PendingResets.Mark, _ segment: Segment) {
    var copy = pending[saved: first]
    copy.duplicateOf = copy.duplicateOf ?? copy.segment.frame
    copy.segment = segment
    var item = pending[first]
    (item.segment, item.previous, item.isChanged) = (segment, 0, false)
    pending[savedFor: pending.append(item)] = copy
  }

  /// Saves the flow's latest reset, if it waits, before the flow changes.
  @inline(__always)
  mutating func saveReset(at place: Int) {
    if entries[place].unsavedReset != 0 { saveUnsaved(at: place) }
  }

  private mutating func saveUnsaved(at place: Int) {
    let mark = entries[place].unsavedReset
    entries[place].unsavedReset = 0
    guard keepsResets ? pending.holds(mark) : pending.contains(mark) || pending.isFresh(mark) else { return }
    let item = pending[mark]
    entries[place].write(item, predecessor(of: place), over: &pending[savedFor: mark])
  }

  /// Puts together over `reset` what was not saved because nothing followed it in its flow.
  mutating func make(_ reset: inout Reset, _ mark: PendingResets.Mark) {
    let place = Int(pending[mark].place)
    entries[place].write(pending[mark], predecessor(of: place), over: &reset)
  }

  @inline(__always)
  private func predecessor(of place: Int) -> FlowEntry.Predecessor? {
    entries[place].hasPredecessor ? predecessors[place] : nil
  }

  /// Makes room for a reset of that time; where the queue is full, the oldest one becomes final before its time.
  private mutating func reserveReset(at time: Timestamp) {
    if pending.count >= options.maximumPendingResets { pending.closeFirst() }
    if pending.count == 0 { nextFinal = Self.final(time) }
  }
}
