/// Values that are named by consecutive numbers modulo 2³², of which only the latest are kept: the low bits say where a
/// value lies.
@frozen @usableFromInline
struct MarkedRing<Element: BitwiseCopyable>: ~Copyable {
  /// Names a value.
  @usableFromInline typealias Mark = UInt32

  @usableFromInline var places: Slab<Element>
  /// How many places are in use: a power of two.
  @usableFromInline var size = 64

  /// Room for `capacity` values; more of them find room too.
  @inlinable
  init(capacity: Int) {
    var room = size
    while room < capacity { room *= 2 }
    places = Slab(capacity: room)
    places.extend(to: size)
  }

  /// The value that the mark names; undefined until it was written.
  @inlinable @inline(__always)
  subscript(mark: Mark) -> Element {
    _read { yield places[Int(mark) & (size &- 1)] }
    _modify { yield &places[Int(mark) & (size &- 1)] }
  }

  /// Asks for the memory of a value that will be needed soon.
  @inlinable @inline(__always)
  func prefetch(_ mark: Mark) { places.prefetch(Int(mark) & (size &- 1)) }

  /// Makes room for one more than the values from `head` to before `tail`.
  @inlinable @inline(__always)
  mutating func makeRoom(from head: Mark, to tail: Mark) { if Int(tail &- head) == size { grow(head) } }

  /// Doubles the places; only what has got another place moves. Memory that was used once is cheap, other memory is not.
  @inlinable @inline(never)
  mutating func grow(_ head: Mark) {
    let old = size
    size *= 2
    places.extend(to: size)
    for offset in 0..<old {
      let mark = head &+ Mark(truncatingIfNeeded: offset)
      if Int(mark) & old != 0 { self[mark] = places[Int(mark) & (old &- 1)] }
    }
  }

  /// Shows, once, its memory when much of it is in use.
  @inlinable
  mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe places.showGrownMemory(body)
  }
}
