/// Which conversation goes on when: a binary heap by time.
struct Agenda {
  /// A moment in nanoseconds, and who goes on then.
  struct Entry {
    var time: UInt64
    var conversation: Int

    static func < (left: Entry, right: Entry) -> Bool {
      left.time != right.time ? left.time < right.time : left.conversation < right.conversation
    }
  }

  private var heap: [Entry] = []

  /// The earliest moment, or nil when nothing is left.
  var earliest: UInt64? { heap.first?.time }

  mutating func add(_ entry: Entry) {
    var hole = heap.count
    heap.append(entry)
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard entry < heap[parent] else { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  mutating func takeEarliest() -> Entry? {
    guard let earliest = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty { sink(last) }
    return earliest
  }

  /// Lets `entry` sink from the root to its place.
  private mutating func sink(_ entry: Entry) {
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < entry else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
  }
}
