import Wire

/// How memory stays bounded.
extension FlowTable {
  /// A flow that is over is kept this long after its last segment, in nanoseconds, where there is no need to hurry.
  private static let linger: Int64 = 3_000_000_000

  /// It is looked at this long after it ended: a flow's last segments often come just after its end, and one that is
  /// found too young waits for a whole further round.
  private static let round: Int64 = linger + linger / 8

  /// Makes room at the speed at which it is taken, once more than a comfortable number of flows is kept.
  @inline(__always)
  mutating func makeRoom() {
    guard index.count >= options.comfortableFlows else { return }
    for _ in 0..<8 { if !retireOldest() { break } }
    if index.count >= options.maximumFlows { forceOut() }
  }

  /// Notes that the flow is over, once.
  @inline(__always)
  mutating func queueIfOver(_ place: Int) {
    guard entries[place].isOver, !entries[place].isQueued else { return }
    entries[place].isQueued = true
    // Places that were reused since leave stale items behind; dropping as many as are added keeps the queue short.
    for _ in 0..<2 {
      guard let first = overFlows.first, entries[Int(first.place)].id != first.flow else { break }
      overFlows.popFirst()
    }
    overFlows.append(
      EndedFlow(
        place: Int32(truncatingIfNeeded: place), flow: entries[place].id, time: entries[place].lastTime,
        hash: entries[place].key.hash))
  }

  /// Looks at the flow that ended first, if that was long enough ago; false if it was not.
  private mutating func retireOldest() -> Bool {
    guard let first = overFlows.first, first.time.nanoseconds(until: now) > Self.round else { return false }
    overFlows.popFirst()
    let place = Int(first.place)
    guard entries[place].isLive, entries[place].id == first.flow else { return true }
    entries[place].isQueued = false
    if entries[place].lastTime.nanoseconds(until: now) > Self.linger, entries[place].isOver {
      retire(place)
    } else {
      queueIfOver(place)
    }
    return true
  }

  /// Retires the flow that ended first or, where none is over, the longest silent one of a few.
  private mutating func forceOut() {
    while let first = overFlows.first {
      overFlows.popFirst()
      guard entries[Int(first.place)].isLive, entries[Int(first.place)].id == first.flow else { continue }
      entries[Int(first.place)].isQueued = false
      if entries[Int(first.place)].isOver { return retire(Int(first.place), isForced: true) }
    }
    var victim = hand
    for _ in 0..<4 {
      hand = hand + 1 < entries.bound ? hand + 1 : 0
      guard entries[hand].isLive else { continue }
      if !entries[victim].isLive || entries[hand].lastTime < entries[victim].lastTime { victim = hand }
    }
    guard entries[victim].isLive else { return }
    forcedOut += 1
    retire(victim, isForced: true)
  }

  /// Hands the flow out, if it is wanted, and frees its place.
  mutating func retire(_ place: Int, isForced: Bool = false) {
    handOut(place, isForced: isForced)
    if entries[place].hasEarlierRecord { earlierRecords[place] = nil }
    if entries[place].hasPredecessor { predecessors[place] = nil }
    index.remove(place, hash: entries[place].key.hash)
    entries[place].isLive = false
    if !suspectSYNs.isEmpty { suspectSYNs[place] = nil }
    entries.remove(place)
  }

  /// Hands the flow out, if it is wanted: nothing of it follows.
  mutating func handOut(_ place: Int, isForced: Bool = false) {
    saveReset(at: place)
    noteSilence(at: place, isForced: isForced)
    let isWanted =
      switch options.flows {
      case .all: true
      case .withResets: keepsResets && entries[place].hasReset
      case .none: false
      }
    if isWanted { flows.append(Flow(entries[place], records(of: place))) }
  }

  /// Hands out what a flow shows by falling silent, or by denying that it ever was. Few do, and to look closely at all of
  /// them would cost more than to follow them.
  private mutating func noteSilence(at place: Int, isForced: Bool) {
    let hasReset = entries[place].hasReset
    if !isForced, let side = entries[place].tryingSide {
      silentFlows.append(SilentFlow(&entries[place], trying: side, now: now))
    } else if hasReset, entries[place].hasRepeated, let side = entries[place].disowningSide {
      silentFlows.append(SilentFlow(disowned: &entries[place], by: side))
    }
    if !isForced, !hasReset, !entries[place].isOver, let quiet = QuietFlow(&entries[place], now: now) {
      quietFlows.append(quiet)
    }
  }
}

extension Flow {
  /// What the table keeps of a flow, for its readers.
  init(_ entry: FlowEntry, _ records: (fullest: ZeekRecord, others: [ZeekRecord])) {
    // Where Zeek takes the other end for the originator in every record, its letters are told as it means them.
    let isReversed = records.fullest.isReversed
    let originatorIsLow = entry.roles.originatorIsLow != isReversed
    self.init(
      id: entry.id, tuple: entry.key.tuple(fromLow: originatorIsLow), knowsOriginator: entry.roles.isKnown,
      firstTime: entry.firstTime, lastFrame: entry.lastFrame, lastTime: entry.lastTime, packets: entry.packets,
      originator: entry[isLow: originatorIsLow].peer, responder: entry[isLow: !originatorIsLow].peer,
      connectionState: records.fullest.state, history: records.fullest.history,
      otherRecords: isReversed ? records.others.map(\.reversed) : records.others,
      tunnel: entry.tunnel)
  }
}
