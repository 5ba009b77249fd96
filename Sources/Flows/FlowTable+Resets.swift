import Wire

/// How a RST is taken, and how the whole of it is put together again.
extension FlowTable {
  /// So many RSTs in a row are led back over; more of them, and the first ones are saved.
  private static let longestRun = 8

  /// Takes a RST of the flow at `place`.
  mutating func followReset(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    entries[place].touch(segment, fromLow)
    reserveReset(at: segment.time)
    let (own, other, isRepeated) = entries[place].latestResets(segment, fromLow)
    if isRepeated, pending.contains(own) { return repeatReset(own, segment, at: place) }
    limitRun(at: place)
    let mark = entries[place].takeReset(segment, at: place, fromLow, &log, &pending)
    pending.noteNext(own, mark, by: entries[place].side(isLow: fromLow))
    pending.noteOpposing(other, mark)
    queueIfOver(place)
  }

  /// Queues a second copy of the RST before it; it shares everything with the first but its frame.
  private mutating func repeatReset(_ first: PendingResets.Mark, _ segment: Segment, at place: Int) {
    saveReset(at: place)
    let item = pending[first]
    let copy = pending.append(at: segment.time) {
      $0 = item
      ($0.segment, $0.previous, $0.preceding) = (segment, 0, 0)
    }
    var saved = pending[saved: first]
    saved.previous = 0
    if saved.duplicateOf.number == 0 { saved.duplicateOf = item.segment.frame }
    pending.save(copy, as: saved)
  }

  /// Saves a long run of RSTs, and those that could no longer be asked for.
  @inline(__always)
  private mutating func limitRun(at place: Int) {
    let unsaved = entries[place].unsaved
    if unsaved.mark != 0, !pending.holds(unsaved.mark) || unsaved.run &+ 1 >= Self.longestRun { saveUnsaved(at: place) }
  }

  /// Saves the flow's latest resets, if they wait, before the flow changes.
  @inline(__always)
  mutating func saveReset(at place: Int) {
    if entries[place].unsaved.mark != 0 { saveUnsaved(at: place) }
  }

  private mutating func saveUnsaved(at place: Int) {
    let latest = entries[place].unsaved
    entries[place].unsaved.mark = 0
    guard isWanted(latest.mark) else { return }
    pending.save(latest, &entries[place], predecessors)
    var mark = latest.mark
    for _ in 0..<latest.run {
      mark = pending[mark].preceding
      guard isWanted(mark) else { return }
      pending.save(mark, latest: latest.mark, &entries[place], predecessors)
    }
  }

  /// Whether somebody may still ask for it.
  private func isWanted(_ mark: PendingResets.Mark) -> Bool {
    keepsResets ? pending.holds(mark) : pending.contains(mark) || pending.isFresh(mark)
  }

  /// Puts a reset together over another one.
  mutating func make(_ reset: inout Reset, _ mark: PendingResets.Mark) {
    if pending.isSaved(mark) { return pending.make(&reset, mark) }
    let place = Int(pending[mark].place)
    pending.make(&reset, mark, latest: entries[place].unsaved.mark, &entries[place], predecessors)
  }

  /// Shows a reset where it lies.
  mutating func show(_ mark: PendingResets.Mark, _ body: (borrowing ResetView) -> Void) {
    if pending.isSaved(mark) { return pending.showSaved(mark, body) }
    let place = Int(pending[mark].place)
    pending.show(mark, latest: entries[place].unsaved.mark, &entries[place], predecessors, body)
  }

  /// Makes room for a reset of that time; where the queue is full, the oldest one becomes final before its time.
  private mutating func reserveReset(at time: Timestamp) {
    if pending.count >= options.maximumPendingResets { pending.closeFirst() }
    if pending.count == 0 { nextFinal = Self.final(time) }
  }
}
