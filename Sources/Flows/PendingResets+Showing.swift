/// How a reset is put together from what is queued of it, what was saved, and what its flow shows: as a value that can be
/// kept, or shown where it lies.
extension PendingResets {
  /// Puts a reset that was saved together over another one.
  func make(_ reset: inout Reset, _ mark: Mark) {
    reset.take(items[mark])
    write(mark, over: &reset.aftermath)
    reset.take(self[saved: mark])
  }

  /// The same for one that was not saved, from its flow; `latest` is the latest of the flow's resets.
  func make(
    _ reset: inout Reset, _ mark: Mark, latest: Mark, _ entry: inout FlowEntry, _ predecessors: FlowEntry.Predecessors
  ) {
    let fromLow = items[mark].fromLow
    reset.take(items[mark])
    write(mark, over: &reset.aftermath)
    entry.copySides(fromLow, to: &reset.sender, &reset.receiver)
    items.undo(from: latest, to: mark, &reset.sender, &reset.receiver)
    reset.take(entry, predecessor(of: mark, &entry, predecessors), fromLow: fromLow)
  }

  /// Shows a reset that was saved.
  mutating func showSaved(_ mark: Mark, _ body: (borrowing ResetView) -> Void) {
    let place = Int(states[mark].saved)
    showAftermath(of: mark) { pending, aftermath in
      ResetView.show(&pending.items[mark], &pending.saved[place], aftermath, body)
    }
  }

  /// The same for one that was not saved, from its flow; `latest` is the latest of the flow's resets.
  mutating func show(
    _ mark: Mark, latest: Mark, _ entry: inout FlowEntry, _ predecessors: FlowEntry.Predecessors,
    _ body: (borrowing ResetView) -> Void
  ) {
    let fromLow = items[mark].fromLow
    let predecessor = predecessor(of: mark, &entry, predecessors)
    let circumstances = ResetView.Circumstances(&entry, predecessor, fromLow: fromLow)
    var (sender, receiver) = (Peer(), Peer())
    entry.copySides(fromLow, to: &sender, &receiver)
    items.undo(from: latest, to: mark, &sender, &receiver)
    showAftermath(of: mark) { pending, aftermath in
      ResetView.show(&pending.items[mark], &sender, &receiver, circumstances, aftermath, body)
    }
  }

  /// Puts together what came after a reset, if anything did.
  @inline(__always)
  private mutating func showAftermath(
    of mark: Mark, _ body: (inout PendingResets, ResetView.Aftermath) -> Void
  ) {
    if items[mark].next | items[mark].opposed == 0, !isSaved(mark) || self[saved: mark].known.isEmpty {
      return unsafe body(&self, ResetView.Aftermath(nil))
    }
    var aftermath = Reset.Aftermath()
    write(mark, over: &aftermath)
    unsafe withUnsafePointer(to: &aftermath) { unsafe body(&self, ResetView.Aftermath($0)) }
  }
}
