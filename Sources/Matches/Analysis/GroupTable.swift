internal import Causes
internal import Wire

/// Counts resets by cause and responder: an open-addressing table of bounded size, touched once for every reset.
///
/// A slot holds half of the hash above the place plus one, so that a full table is asked without a look at its rows.
struct GroupTable {
  private var rows: ContiguousArray<Row> = []
  /// 0 is an empty slot. A power of two, at most half full.
  private var slots: ContiguousArray<UInt64>
  /// Resets that found the table full.
  private(set) var ungrouped = 0

  /// The most groups that are kept apart.
  static let limit = 1 << 14

  private struct Row: BitwiseCopyable {
    var responder: Endpoint
    var outcome: Outcome
    var count: UInt32 = 0
    var sentByResponder: UInt32 = 0
    var firstTime: Timestamp
    var lastTime: Timestamp
    var example: FrameID

    init(_ note: ResetNote) {
      responder = note.responder
      outcome = note.outcome
      (firstTime, lastTime, example) = (note.time, note.time, note.frame)
    }

    func isFor(_ note: ResetNote) -> Bool { outcome == note.outcome && responder == note.responder }
  }

  init() { slots = ContiguousArray(repeating: 0, count: 256) }

  /// Counts one reset.
  mutating func count(_ note: ResetNote) {
    guard let row = place(of: note) else {
      ungrouped += 1
      return
    }
    rows[row].count &+= 1
    if note.isSentByResponder { rows[row].sentByResponder &+= 1 }
    if note.time < rows[row].firstTime { rows[row].firstTime = note.time }
    if note.time > rows[row].lastTime { rows[row].lastTime = note.time }
    if note.frame < rows[row].example { rows[row].example = note.frame }
  }

  private mutating func place(of note: ResetNote) -> Int? {
    let hash = Self.hash(note.responder, note.outcome)
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[position] != 0 {
      let row = Int(truncatingIfNeeded: slots[position] & 0xffff_ffff) - 1
      if slots[position] ^ hash < 1 << 32, rows[row].isFor(note) { return row }
      position = (position + 1) & mask
    }
    guard rows.count < Self.limit else { return nil }
    rows.append(Row(note))
    slots[position] = hash | UInt64(rows.count)
    if rows.count * 2 > slots.count { grow() }
    return rows.count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot != 0 {
      var position = Int(truncatingIfNeeded: slot >> 32) & mask
      while slots[position] != 0 { position = (position + 1) & mask }
      slots[position] = slot
    }
  }

  /// The high half of a folded multiplication: good enough for addresses and ports, a few cycles.
  private static func hash(_ responder: Endpoint, _ outcome: Outcome) -> UInt64 {
    let low = responder.address.low ^ UInt64(responder.port) << 40 ^ UInt64(outcome.rawValue) << 56
    let product = (low ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: responder.address.high ^ 0xd6e8_feb8_6659_fd93)
    return (product.high ^ product.low) << 32
  }

  /// The rows for readers, most frequent first, then earliest.
  var groups: [Group] {
    rows.map { row in
      Group(
        cause: row.outcome.cause, isTied: row.outcome.cause != nil && !row.outcome.isSettled, responder: row.responder,
        count: Int(row.count), sentByResponder: Int(row.sentByResponder), firstTime: row.firstTime,
        lastTime: row.lastTime, example: row.example)
    }.sorted { $0.count != $1.count ? $0.count > $1.count : $0.example < $1.example }
  }
}
