import Wire

/// Resets whose aftermath may still change, in capture order: a queue whose places are named by a running number.
struct PendingResets {
  /// Names a pending reset; 0 names none. Counts resets, modulo 2³².
  typealias Mark = UInt32

  private var resets: ContiguousArray<Reset> = []
  private var previous: ContiguousArray<Mark> = []
  /// How many places there are, and the number whose place is the first.
  private var size = 0
  private var origin: Mark = 1
  /// The oldest one's number, and the number that the next one gets.
  private var head: Mark = 1
  private var tail: Mark = 1
  /// Those before this one are final and wait to be drained.
  private var open: Mark = 1

  /// Resets that may still change.
  var count: Int { Int(tail &- open) }

  /// Resets that are final and were not drained yet.
  var finalCount: Int { Int(open &- head) }

  /// When the oldest one that may still change was captured.
  var firstTime: Timestamp? { count == 0 ? nil : resets[position(open)].segment.time }

  /// A final reset, counted from the oldest one.
  func finalReset(_ index: Int) -> Reset { resets[position(head &+ Mark(truncatingIfNeeded: index))] }

  /// Adds a reset; `before` is the one before it from the same side of the same flow.
  mutating func append(_ reset: Reset, after before: Mark) -> Mark {
    if Int(tail &- head) == size { grow() }
    let place = position(tail)
    if place == resets.count {
      resets.append(reset)
      previous.append(before)
    } else {
      resets[place] = reset
      previous[place] = before
    }
    defer { tail &+= 1 }
    return tail
  }

  /// Makes the oldest one that may still change final; does nothing if there is none.
  mutating func closeFirst() { if count > 0 { open &+= 1 } }

  /// Forgets the final ones.
  mutating func removeFinal() { head = open }

  /// Whether it may still change.
  func contains(_ mark: Mark) -> Bool { mark != 0 && mark &- open < tail &- open }

  /// The pending reset of that number; the caller has asked ``contains(_:)``.
  subscript(mark: Mark) -> Reset {
    get { resets[position(mark)] }
    _modify { yield &resets[position(mark)] }
  }

  /// The one before it from the same side of the same flow.
  func previous(_ mark: Mark) -> Mark { previous[position(mark)] }

  private func position(_ mark: Mark) -> Int { Int(mark &- origin) & (size - 1) }

  /// Doubles the room, a power of two so that a number's place is its low bits. Memory is taken only as it fills.
  private mutating func grow() {
    let larger = max(64, size * 2)
    var newResets: ContiguousArray<Reset> = []
    var newPrevious: ContiguousArray<Mark> = []
    newResets.reserveCapacity(larger)
    newPrevious.reserveCapacity(larger)
    var mark = head
    while mark != tail {
      newResets.append(resets[position(mark)])
      newPrevious.append(previous[position(mark)])
      mark &+= 1
    }
    (resets, previous, size, origin) = (newResets, newPrevious, larger, head)
  }
}
