internal import Causes
internal import Flows
internal import Wire

/// Counts resets by cause and responder: an open-addressing table of bounded size, touched once for every reset.
struct GroupTable {
  private var rows: ContiguousArray<Row> = []
  /// Places in ``rows`` plus one; 0 is empty. A power of two, at most half full.
  private var index: ContiguousArray<UInt32>
  /// Resets that found the table full.
  private(set) var ungrouped = 0

  /// The most groups that are kept apart.
  static let limit = 1 << 14

  private struct Row: BitwiseCopyable {
    var key: Key
    var count = 0
    var sentByResponder = 0
    var firstTime: Timestamp
    var lastTime: Timestamp
    var example: FrameID
  }

  private struct Key: BitwiseCopyable {
    var responder: Endpoint
    /// The cause's ordinal, above it whether it is settled; 255 for unexplained.
    var verdict: UInt8

    /// Folded multiplication: good enough for addresses and ports, a few cycles.
    var hash: Int {
      let low = responder.address.low ^ UInt64(responder.port) << 40 ^ UInt64(verdict) << 56
      let product = (low ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(
        by: responder.address.high ^ 0xd6e8_feb8_6659_fd93)
      return Int(truncatingIfNeeded: product.high ^ product.low)
    }

    static func == (left: Key, right: Key) -> Bool {
      left.verdict == right.verdict && left.responder == right.responder
    }
  }

  init() { index = ContiguousArray(repeating: 0, count: 256) }

  /// Counts one reset.
  mutating func count(_ reset: Reset, _ weighing: Weighing) {
    let likeliest = weighing.likeliest
    let verdict = likeliest.map { $0.ordinal | (weighing.isSettled ? 0x40 : 0) } ?? 255
    let responder = reset.sentBy == .responder ? reset.segment.tuple.source : reset.segment.tuple.destination
    guard let row = place(of: Key(responder: responder, verdict: verdict), reset) else {
      ungrouped += 1
      return
    }
    let time = reset.segment.time
    rows[row].count &+= 1
    if reset.sentBy == .responder { rows[row].sentByResponder &+= 1 }
    if time < rows[row].firstTime { rows[row].firstTime = time }
    if time > rows[row].lastTime { rows[row].lastTime = time }
    if reset.segment.frame < rows[row].example { rows[row].example = reset.segment.frame }
  }

  private mutating func place(of key: Key, _ reset: Reset) -> Int? {
    let mask = index.count - 1
    var slot = key.hash & mask
    while index[slot] != 0 {
      let row = Int(index[slot]) - 1
      if rows[row].key == key { return row }
      slot = (slot + 1) & mask
    }
    guard rows.count < Self.limit else { return nil }
    let time = reset.segment.time
    rows.append(Row(key: key, firstTime: time, lastTime: time, example: reset.segment.frame))
    index[slot] = UInt32(rows.count)
    if rows.count * 2 > index.count { grow() }
    return rows.count - 1
  }

  private mutating func grow() {
    index = ContiguousArray(repeating: 0, count: index.count * 2)
    let mask = index.count - 1
    for (place, row) in rows.enumerated() {
      var slot = row.key.hash & mask
      while index[slot] != 0 { slot = (slot + 1) & mask }
      index[slot] = UInt32(place + 1)
    }
  }

  /// The rows for readers, most frequent first, then earliest.
  var groups: [Group] {
    rows.map { row in
      let isNone = row.key.verdict == 255
      return Group(
        cause: isNone ? nil : Cause.allCases[Int(row.key.verdict & 0x3f)],
        isTied: !isNone && row.key.verdict & 0x40 == 0, responder: row.key.responder, count: row.count,
        sentByResponder: row.sentByResponder, firstTime: row.firstTime, lastTime: row.lastTime, example: row.example)
    }.sorted { $0.count != $1.count ? $0.count > $1.count : $0.example < $1.example }
  }
}
