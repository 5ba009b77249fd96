import Wire

/// How a segment changes its flow.
extension FlowTable {
  /// Follows one segment of the flow at `place`.
  @inline(always)
  mutating func follow(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    if followsRecords { followRecord(segment, at: place, fromLow) }
    if segment.flags.contains(.rst) {
      followReset(segment, at: place, fromLow)
    } else {
      saveReset(at: place)
      followOther(segment, at: place, fromLow)
    }
  }

  /// Whether Zeek's records are still wanted.
  @inline(always)
  var followsRecords: Bool { options.followsRecords && (keepsResets || options.flows == .all) }

  @inline(always)
  private mutating func followOther(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    let step = entries[place].follow(segment, fromLow, as: log.nextMark)
    guard step.isNew else { return }
    log.append(SegmentSummary(segment), quiet: step.quiet, after: step.logged)
    if step.ownReset | step.otherReset != 0 {
      pending.continueSender(step.ownReset, with: segment)
      pending.continueReceiver(step.otherReset, with: segment)
    }
    if segment.flags.contains(.fin) { queueIfOver(place) }
  }
}
