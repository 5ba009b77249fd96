import Wire

/// What Zeek would log of one connection.
struct ZeekRecord {
  var state: ConnectionState
  var history: String
  var originatorIsLow: Bool

  init(_ connection: ZeekConnection) {
    state = connection.connectionState
    history = connection.story.history.text
    originatorIsLow = connection.originatorIsLow
  }
}

/// Flows that Zeek would have split by timers of its own, or by a repeated SYN.
extension FlowTable {
  /// Follows a segment in Zeek's way.
  @inline(__always)
  mutating func followRecord(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    if entries[place].zeek.isOver(for: segment) { restartRecord(segment, at: place, fromLow) }
    entries[place].zeek.follow(segment, fromLow: fromLow)
    if !entries[place].hasEarlierRecord { entries[place].originatorIsLow = entries[place].zeek.originatorIsLow }
  }

  /// Puts the record so far aside, unless a fuller one is there already, and begins another.
  private mutating func restartRecord(_ segment: Segment, at place: Int, _ fromLow: Bool) {
    earlierRecords[place] = record(of: place)
    entries[place].hasEarlierRecord = true
    entries[place].zeek = ZeekConnection(segment, fromLow: fromLow)
  }

  /// The fullest of a flow's records; the first one decides who the originator is.
  func record(of place: Int) -> ZeekRecord {
    let current = ZeekRecord(entries[place].zeek)
    guard entries[place].hasEarlierRecord, let earlier = earlierRecords[place] else { return current }
    let isFuller =
      current.originatorIsLow == entries[place].originatorIsLow && current.history.count > earlier.history.count
    return isFuller ? current : earlier
  }
}
