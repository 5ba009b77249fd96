/// First in, first out, in one ring that grows by doubling where it lies and never shrinks.
@frozen
public struct RingQueue<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var ring: MarkedRing<Element>
  @usableFromInline var head: UInt32 = 0
  @usableFromInline var tail: UInt32 = 0

  /// An empty queue with room set aside for `capacity` elements; more of them find room too.
  @inlinable
  public init(capacity: Int) { ring = MarkedRing(capacity: capacity) }

  /// How many elements wait.
  @inlinable
  public var count: Int { Int(tail &- head) }

  /// The element that waits longest.
  @inlinable
  public var first: Element? { self[0] }

  /// The element so many places behind the first, or nil.
  @inlinable
  public subscript(offset: Int) -> Element? { offset < count ? ring[mark(offset)] : nil }

  /// Asks for the memory of the element so many places behind the first.
  @inlinable
  public func prefetch(_ offset: Int) { ring.prefetch(mark(offset)) }

  /// Writes another element over the one so many places behind the first; does nothing beyond the last.
  @inlinable @inline(__always)
  public mutating func replace(_ offset: Int, _ write: (inout Element) -> Void) {
    if offset >= 0, offset < count { write(&ring[mark(offset)]) }
  }

  /// Adds an element behind the last.
  @inlinable
  public mutating func append(_ item: Element) { append { $0 = item } }

  /// The same, written where it will lie: `write` finds anything there and must write all of it.
  @inlinable @inline(__always)
  public mutating func append(_ write: (inout Element) -> Void) {
    ring.makeRoom(from: head, to: tail)
    write(&ring[tail])
    tail &+= 1
  }

  /// Takes the first element, if there is one.
  @inlinable @discardableResult
  public mutating func popFirst() -> Element? {
    guard head != tail else { return nil }
    defer { head &+= 1 }
    return ring[head]
  }

  /// Shows, once, its memory when much of it is in use.
  @inlinable
  public mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe ring.showGrownMemory(body)
  }

  @inlinable
  func mark(_ offset: Int) -> UInt32 { head &+ UInt32(truncatingIfNeeded: offset) }
}
