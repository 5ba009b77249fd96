/// First in, first out, in one buffer whose size is a power of two; it grows by doubling and never shrinks.
@frozen
public struct RingQueue<Element: BitwiseCopyable> {
  @usableFromInline var items: ContiguousArray<Element> = []
  @usableFromInline var head = 0
  @usableFromInline var tail = 0

  /// An empty queue.
  @inlinable
  public init() {}

  /// How many elements wait.
  @inlinable
  public var count: Int { tail &- head }

  /// The element that waits longest.
  @inlinable
  public var first: Element? { self[0] }

  /// The element so many places behind the first, or nil.
  @inlinable
  public subscript(offset: Int) -> Element? {
    head &+ offset < tail ? items[(head &+ offset) & (items.count &- 1)] : nil
  }

  /// Asks for the memory of the element so many places behind the first.
  @inlinable
  public func prefetch(_ offset: Int) { items.prefetch((head &+ offset) & (items.count &- 1)) }

  /// Puts another element in the place of the one so many places behind the first; does nothing beyond the last.
  @inlinable
  public mutating func replace(_ offset: Int, with item: Element) {
    if offset >= 0, head &+ offset < tail { items[(head &+ offset) & (items.count &- 1)] = item }
  }

  /// Adds an element behind the last.
  @inlinable
  public mutating func append(_ item: Element) {
    if count == items.count { grow(item) }
    items[tail & (items.count &- 1)] = item
    tail &+= 1
  }

  /// Takes the first element, if there is one.
  @inlinable @discardableResult
  public mutating func popFirst() -> Element? {
    guard head < tail else { return nil }
    defer { head &+= 1 }
    return items[head & (items.count &- 1)]
  }

  @inlinable @inline(never)
  mutating func grow(_ filler: Element) {
    let size = max(64, items.count * 2)
    var larger = ContiguousArray(repeating: filler, count: size)
    for position in head..<tail { larger[position & (size - 1)] = items[position & (items.count - 1)] }
    items = larger
  }
}
