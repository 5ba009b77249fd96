import Wire

/// How memory stays bounded.
extension FlowTable {
  /// A flow that is over is kept this long after its last segment, in nanoseconds, where there is no need to hurry.
  private static let linger: Int64 = 5_000_000_000

  /// Looks at a few places beyond the hand, so that room is made at the speed at which it is taken.
  @inline(__always)
  mutating func makeRoom() {
    guard index.count >= options.comfortableFlows else { return }
    sweep()
    if index.count >= options.maximumFlows { forceOut() }
  }

  private mutating func sweep() {
    for _ in 0..<4 {
      hand = hand + 1 < entries.count ? hand + 1 : 0
      guard entries[hand].isLive, entries[hand].isOver else { continue }
      if entries[hand].lastTime.nanoseconds(until: now) > Self.linger { retire(hand) }
    }
  }

  /// Retires the longest silent of a few flows, one that is over rather than a live one.
  private mutating func forceOut() {
    var victim = hand
    var victimIsOver = false
    for _ in 0..<16 {
      hand = hand + 1 < entries.count ? hand + 1 : 0
      let (isOver, time) = (entries[hand].isOver, entries[hand].lastTime)
      guard entries[hand].isLive else { continue }
      let isBetter = isOver != victimIsOver ? isOver : time < entries[victim].lastTime
      if isBetter || !entries[victim].isLive { (victim, victimIsOver) = (hand, isOver) }
    }
    guard entries[victim].isLive else { return }
    if !victimIsOver { forcedOut += 1 }
    retire(victim, isForced: true)
  }

  /// Hands the flow out, if it is wanted, and frees its place.
  mutating func retire(_ place: Int, isForced: Bool = false) {
    if !isForced, let silent = SilentFlow(entries[place], now: now) { silentFlows.append(silent) }
    let hasReset = entries[place].low.peer.resets > 0 || entries[place].high.peer.resets > 0
    let isWanted =
      switch options.flows {
      case .all: true
      case .withResets: hasReset
      case .none: false
      }
    if isWanted { flows.append(Flow(entries[place], record: record(of: place))) }
    if entries[place].hasEarlierRecord { earlierRecords[place] = nil }
    index.remove(place, hash: entries[place].key.hash)
    entries[place].isLive = false
    if !suspectSYNs.isEmpty { suspectSYNs[place] = nil }
    free.append(Int32(truncatingIfNeeded: place))
  }
}

extension Flow {
  /// What the table keeps of a flow, for its readers.
  init(_ entry: FlowEntry, record: ZeekRecord) {
    self.init(
      id: entry.id, tuple: entry.key.tuple(fromLow: entry.originatorIsLow), knowsOriginator: entry.knowsOriginator,
      firstTime: entry.firstTime, lastFrame: entry.lastFrame, lastTime: entry.lastTime, packets: entry.packets,
      originator: entry.originator, responder: entry.responder, connectionState: record.state,
      history: record.history, tunnel: entry.tunnel)
  }
}
