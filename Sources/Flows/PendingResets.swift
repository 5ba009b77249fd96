import Wire

/// Resets whose aftermath may still change, in capture order: a queue whose places are named by a running number.
struct PendingResets {
  /// Names a pending reset; 0 names none. Counts resets, modulo 2³².
  typealias Mark = UInt32

  private var resets: ContiguousArray<Reset> = []
  private var previous: ContiguousArray<Mark> = []
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
    if Int(tail &- head) == resets.count { grow(filler: reset) }
    resets[position(tail)] = reset
    previous[position(tail)] = before
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

  private func position(_ mark: Mark) -> Int { Int(mark) & (resets.count - 1) }

  /// Doubles the room; the size stays a power of two so that a number's place is its low bits.
  private mutating func grow(filler: Reset) {
    let size = max(64, resets.count * 2)
    var newResets = ContiguousArray(repeating: filler, count: size)
    var newPrevious = ContiguousArray(repeating: Mark(0), count: size)
    var mark = head
    while mark != tail {
      newResets[Int(mark) & (size - 1)] = resets[position(mark)]
      newPrevious[Int(mark) & (size - 1)] = previous[position(mark)]
      mark &+= 1
    }
    resets = newResets
    previous = newPrevious
  }
}
