internal import Causes
internal import Flows
internal import Wire

/// Counts resets by cause and responder: an open-addressing table of bounded size, touched once for every reset.
///
/// A slot holds half of the hash above the place plus one, so that a full table is asked without a look at its rows.
struct GroupTable {
  private var rows: ContiguousArray<Row> = []
  /// 0 is an empty slot. A power of two, at most half full.
  private var slots: ContiguousArray<UInt64>
  private let seed = HashSeed()
  /// Resets that found the table full.
  private(set) var ungrouped = 0

  /// The most groups that are kept apart.
  private let limit: Int

  private struct Row: BitwiseCopyable {
    var responder: Endpoint
    var outcome: Outcome
    var count: Int
    var sentByResponder: Int
    var span: Tally.Span

    init(_ note: ResetNote) {
      (responder, outcome) = (note.responder, note.outcome)
      (count, sentByResponder) = (1, note.isSentByResponder ? 1 : 0)
      span = note.span
    }

    init(_ group: Group) {
      responder = group.responder
      outcome = group.cause.map { Outcome($0, isSettled: !group.isTied) } ?? .unexplained
      (count, sentByResponder) = (group.count, group.sentByResponder)
      span = Tally.Span(firstTime: group.firstTime, lastTime: group.lastTime, example: group.example)
    }

    var group: Group {
      Group(
        cause: outcome.cause, isTied: outcome.cause != nil && !outcome.isSettled, responder: responder, count: count,
        sentByResponder: sentByResponder, firstTime: span.firstTime, lastTime: span.lastTime, example: span.example)
    }

    mutating func absorb(_ other: Row) {
      count &+= other.count
      sentByResponder &+= other.sentByResponder
      span.absorb(other.span)
    }
  }

  /// An empty table for at most so many groups, with room for those that are expected.
  init(limit: Int = 1 << 14, expecting count: Int = 0) {
    self.limit = limit
    var size = 256
    while size < 2 * count { size *= 2 }
    slots = ContiguousArray(repeating: 0, count: size)
    rows.reserveCapacity(count)
  }

  /// Counts one reset, whose hash ``hash(_:)`` told.
  mutating func count(_ note: ResetNote, _ hash: UInt64) { add(Row(note), hash) }

  /// Adds what another table counted.
  mutating func add(_ group: Group) {
    let row = Row(group)
    add(row, hash(row.responder, row.outcome))
  }

  /// What leads to a reset's group.
  @inline(__always)
  func hash(_ note: ResetNote) -> UInt64 { hash(note.responder, note.outcome) }

  /// Asks for the slot of a reset that will be counted soon.
  @inline(__always)
  func prefetchSlot(_ hash: UInt64) { slots.prefetch(position(hash)) }

  /// The same for its row; the slot is there by now.
  @inline(__always)
  func prefetchRow(_ hash: UInt64) {
    let slot = slots[position(hash)]
    if slot != 0 { rows.prefetch(Int(truncatingIfNeeded: slot & 0xffff_ffff) - 1) }
  }

  private func position(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1) }

  private mutating func add(_ row: Row, _ hash: UInt64) {
    let mask = slots.count - 1
    var position = position(hash)
    while slots[position] != 0 {
      let place = Int(truncatingIfNeeded: slots[position] & 0xffff_ffff) - 1
      if slots[position] ^ hash < 1 << 32, rows[place].outcome == row.outcome, rows[place].responder == row.responder {
        rows[place].absorb(row)
        return
      }
      position = (position + 1) & mask
    }
    append(row, hash, at: position)
  }

  private mutating func append(_ row: Row, _ hash: UInt64, at position: Int) {
    guard rows.count < limit else {
      ungrouped += row.count
      return
    }
    rows.append(row)
    slots[position] = hash | UInt64(rows.count)
    if rows.count * 2 > slots.count { grow() }
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

  private func hash(_ responder: Endpoint, _ outcome: Outcome) -> UInt64 {
    let other = UInt64(responder.port) << 8 | UInt64(outcome.rawValue)
    return seed.mix(seed.mix(responder.address.low, responder.address.high), other) << 32
  }

  /// The rows for readers, most frequent first, then earliest.
  var groups: [Group] {
    var (frequent, single): ([Rank], [Rank]) = ([], [])
    for place in rows.indices {
      let rank = Rank(count: rows[place].count, example: rows[place].span.example, place: place)
      if rank.count > 1 { frequent.append(rank) } else { single.append(rank) }
    }
    // Most are single, and were added nearly in their order: apart from the others, to sort them is to look at them.
    return (frequent.sorted() + single.sorted()).map { rows[$0.place].group }
  }

  /// What decides on a row's place among others, and where it lies.
  private struct Rank: Comparable {
    var count: Int
    var example: FrameID
    var place: Int

    static func < (left: Rank, right: Rank) -> Bool {
      left.count != right.count ? left.count > right.count : left.example < right.example
    }
  }
}
