import Wire

/// Flows that are over, in the order in which they ended.
struct RetirementQueue {
  /// A flow that was over at a moment; its place may have got another flow since.
  struct Item: BitwiseCopyable {
    var place: Int32
    var flow: FrameID
    var time: Timestamp
  }

  private var items: ContiguousArray<Item> = []
  private var head = 0
  private var tail = 0

  /// The one that ended first.
  var first: Item? { head == tail ? nil : items[head & (items.count - 1)] }

  /// The one so many places behind the first, or nil.
  subscript(offset: Int) -> Item? { head + offset < tail ? items[(head + offset) & (items.count - 1)] : nil }

  mutating func append(_ item: Item) {
    if tail - head == items.count { grow(item) }
    items[tail & (items.count - 1)] = item
    tail += 1
  }

  mutating func removeFirst() { head += 1 }

  /// Doubles the room; the size stays a power of two.
  private mutating func grow(_ filler: Item) {
    let size = max(64, items.count * 2)
    var larger = ContiguousArray(repeating: filler, count: size)
    for position in head..<tail { larger[position & (size - 1)] = items[position & (items.count - 1)] }
    items = larger
  }
}
