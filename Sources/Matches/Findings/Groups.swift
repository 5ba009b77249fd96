internal import Causes
internal import Flows
internal import Wire

/// Resets counted by cause and responder: an open-addressing table of bounded size, touched once for every reset.
///
/// A slot holds half of the hash above the place plus one, so that a full table is asked without a look at its rows. Nothing
/// is put in order before somebody asks for it: there may be tens of thousands of groups, and a page shows a few.
public struct Groups: Sendable {
  private var rows: ContiguousArray<Row> = []
  /// 0 is an empty slot. A power of two.
  private var slots: ContiguousArray<UInt64>
  private let seed = HashSeed()
  /// The most groups that are kept apart.
  private var limit: Int
  /// Resets that found the table full, and are in no group.
  public private(set) var ungrouped: Int

  /// So many slots for a row, or more: where a table is full, nearly all resets that are looked for are not there, and the
  /// first slot should say so.
  private static let slotsForRow = 2

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

  /// An empty table for at most so many groups.
  init(limit: Int = 1 << 14) {
    self.limit = limit
    ungrouped = 0
    slots = Self.noSlots
  }

  /// Shared by all that hold nothing yet: thousands of small findings may exist at once.
  private static let noSlots = ContiguousArray<UInt64>(repeating: 0, count: 256)

  /// Holds `groups`, and so many resets in none of them.
  public init(_ groups: some Collection<Group>, ungrouped: Int = 0) {
    self.init(limit: groups.count)
    self.ungrouped = ungrouped
    reserve(groups.count)
    for group in groups {
      let row = Row(group)
      add(row, hash(row.responder, row.outcome))
    }
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { rows.isEmpty }

  /// How many there are.
  public var count: Int { rows.count }

  /// How many resets they hold together.
  public var resets: Int { rows.reduce(0) { $0 + $1.count } }

  /// How many resets are in none of these groups.
  public func resets(beside shown: [Group]) -> Int { shown.reduce(resets + ungrouped) { $0 - $1.count } }

  /// The most frequent ones, at most `limit`; of two that are equal in this, the earlier one comes first.
  public func leading(_ limit: Int = .max) -> [Group] {
    var leading: [Rank] = []
    if limit >= rows.count {
      leading = rows.indices.map(rank).sorted()
    } else {
      for rank in rows.indices.lazy.map(rank) {
        if leading.count == limit {
          guard let last = leading.last, rank < last else { continue }
          leading.removeLast()
        }
        leading.insert(rank, at: leading.firstIndex { rank < $0 } ?? leading.endIndex)
      }
    }
    return leading.map { rows[$0.place].group }
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

  private func rank(_ place: Int) -> Rank {
    Rank(count: rows[place].count, example: rows[place].span.example, place: place)
  }

  /// Counts one reset, whose hash ``hash(_:)`` told.
  @inline(__always)
  mutating func count(_ note: ResetNote, _ hash: UInt64) { add(Row(note), hash) }

  /// Adds all that another table counted, whatever the limit.
  mutating func add(_ other: Groups) {
    ungrouped += other.ungrouped
    guard !other.isEmpty else { return }
    limit = max(limit, count + other.count)
    reserve(count + other.count)
    rows.reserveCapacity(count + other.count)
    let slots = other.slots.filter { $0 != 0 }
    for position in slots.indices {
      if position + Self.ahead < slots.count { other.rows.prefetch(Self.place(slots[position + Self.ahead])) }
      add(other.rows[Self.place(slots[position])], slots[position] & ~Self.placeMask)
    }
  }

  /// So many groups before one is added, its memory is asked for.
  private static let ahead = 8

  /// What leads to a reset's group.
  @inline(__always)
  func hash(_ note: ResetNote) -> UInt64 { hash(note.responder, note.outcome) }

  /// Asks for the slot of a reset that will be counted soon.
  @inline(__always)
  func prefetchSlot(_ hash: UInt64) { slots.prefetch(position(hash)) }

  /// The same for its row; the slot is there by now. Where it is empty, for what lies before the rows: a jump costs more.
  @inline(__always)
  func prefetchRow(_ hash: UInt64) { rows.prefetch(Self.place(slots[position(hash)])) }

  private static let placeMask: UInt64 = 0xffff_ffff

  @inline(__always)
  private static func place(_ slot: UInt64) -> Int { Int(truncatingIfNeeded: slot & placeMask) - 1 }

  private func position(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1) }

  private mutating func add(_ row: Row, _ hash: UInt64) {
    let mask = slots.count - 1
    var position = position(hash)
    while slots[position] != 0 {
      let place = Self.place(slots[position])
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
    rows.append(row, of: limit)
    slots[position] = hash | UInt64(rows.count)
    reserve(rows.count)
  }

  /// Makes room for so many groups.
  private mutating func reserve(_ count: Int) {
    guard count * Self.slotsForRow > slots.count else { return }
    var size = slots.count
    while size < count * Self.slotsForRow { size *= 2 }
    let old = slots
    slots = ContiguousArray(repeating: 0, count: size)
    for slot in old where slot != 0 {
      var position = position(slot)
      while slots[position] != 0 { position = (position + 1) & (size - 1) }
      slots[position] = slot
    }
  }

  private func hash(_ responder: Endpoint, _ outcome: Outcome) -> UInt64 {
    let other = UInt64(responder.port) << 8 | UInt64(outcome.rawValue)
    return seed.mix(seed.mix(responder.address.low, responder.address.high), other) << 32
  }
}

extension Groups: Hashable {
  /// Whether both hold the same groups, in whatever order they were counted.
  public static func == (left: Groups, right: Groups) -> Bool {
    left.ungrouped == right.ungrouped && left.leading() == right.leading()
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(resets)
    hasher.combine(ungrouped)
  }
}
