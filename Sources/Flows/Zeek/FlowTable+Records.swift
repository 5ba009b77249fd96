import Wire

/// Zeek's records of a flow: more than one where its timers, or a repeated SYN, would have split it.
extension FlowTable {
  /// Records kept of a flow besides the current one; the shortest make room for others.
  private static let maximumEarlierRecords = 8

  /// Begins the record of the flow that was put at `place`. Records lie beside the flows: large captures are read
  /// without them.
  mutating func beginRecord(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    let record = ZeekConnection(segment, fromLow: fromLow)
    while records.count <= place { records.append(record) }
    records[place] = record
  }

  /// Follows a segment in Zeek's way; a wrong checksum leaves a letter and nothing else, and what Zeek does not read
  /// nothing at all. Apart from what every segment runs through, for most captures are read without it.
  @inline(never)
  mutating func followRecord(_ segment: Segment, at place: Int, _ fromLow: Bool, isDropped: Bool = false) {
    if records[place].isOver(for: segment, fromLow: fromLow) { restartRecord(segment, at: place, fromLow) }
    if isDropped {
      records[place].followWrongChecksum(fromLow: fromLow)
    } else if !segment.options.kinds.contains(.cut), segment.envelope.fragmentation != .lonelyFirst {
      records[place].follow(segment, fromLow: fromLow)
    }
  }

  /// Puts the record so far aside and begins another.
  private mutating func restartRecord(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    var earlier = earlierRecords[place] ?? []
    earlier.append(ZeekRecord(records[place], originatorIsLow: true))
    if earlier.count > Self.maximumEarlierRecords {
      let shortest = earlier.indices.min { earlier[$0].history.utf8.count < earlier[$1].history.utf8.count }
      earlier.remove(at: shortest ?? 0)
    }
    earlierRecords[place] = earlier
    entries[place].hasEarlierRecord = true
    records[place] = ZeekConnection(segment, fromLow: fromLow)
  }

  /// Takes back the record that began with `syn`, which turned out to begin the flow's next incarnation.
  mutating func disownRecord(begunBy syn: Segment, at place: Int) {
    guard followsRecords, entries[place].hasEarlierRecord else { return }
    if records[place].story.firstTime == syn.time { records[place].isDisowned = true }
  }

  /// The fullest of a flow's records, and the others in their order.
  func records(of place: Int) -> (fullest: ZeekRecord, others: [ZeekRecord]) {
    guard options.followsRecords else { return (.unknown, []) }
    let originatorIsLow = entries[place].roles.originatorIsLow
    let current = ZeekRecord(records[place], originatorIsLow: originatorIsLow)
    guard entries[place].hasEarlierRecord, let earlier = earlierRecords[place] else { return (current, []) }
    // Those were kept as if the lower endpoint were the originator: who it is may have become known since.
    var others = originatorIsLow ? earlier : earlier.map(\.reversed)
    if !records[place].isDisowned { others.append(current) }
    var best = 0
    for (index, record) in others.enumerated() where !record.isReversed {
      if others[best].isReversed || record.history.utf8.count > others[best].history.utf8.count { best = index }
    }
    let fullest = others.remove(at: best)
    return (fullest, others)
  }
}
