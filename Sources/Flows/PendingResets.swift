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

  var count: Int { Int(tail &- head) }

  /// When the oldest one was captured.
  var firstTime: Timestamp? { count == 0 ? nil : resets[position(head)].segment.time }

  /// Adds a reset; `before` is the one before it from the same side of the same flow.
  mutating func append(_ reset: Reset, after before: Mark) -> Mark {
    if count == resets.count { grow(filler: reset) }
    resets[position(tail)] = reset
    previous[position(tail)] = before
    defer { tail &+= 1 }
    return tail
  }

  /// Takes the oldest one out.
  mutating func removeFirst() -> Reset? {
    guard count > 0 else { return nil }
    defer { head &+= 1 }
    return resets[position(head)]
  }

  /// Whether it is still pending.
  func contains(_ mark: Mark) -> Bool { mark != 0 && mark &- head < tail &- head }

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
