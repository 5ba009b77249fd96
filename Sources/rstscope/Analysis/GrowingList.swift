import CProcessor

/// Values in a row that are written where they will lie; half of what an array costs, which asks at each one whether it is
/// shared.
@safe struct GrowingList<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity = 0
  private(set) var count = 0

  init() { unsafe base = .allocate(capacity: capacity) }

  deinit { unsafe base.deallocate() }

  /// The value at a place below ``count``.
  subscript(place: Int) -> Element {
    _read {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
      yield unsafe base[place]
    }
  }

  /// Adds a value; `write` finds anything there and must write all of it.
  @inline(__always)
  mutating func append(_ write: (inout Element) -> Void) {
    if count == capacity { grow() }
    unsafe write(&(base + count).pointee)
    count &+= 1
    prefetch()
  }

  /// Asks for the memory that will be written soon. Another core has read it last, and to take it back takes longer than
  /// to write it.
  @inline(__always)
  private func prefetch() {
    let address = unsafe UnsafeRawPointer(base + count) + Self.ahead
    unsafe cprocessor_prefetch_for_writing(address)
    unsafe cprocessor_prefetch_for_writing(address + 64)
  }

  /// So many bytes before they are written, 24 lines of the cache.
  private static var ahead: Int { 24 * 64 }

  mutating func removeAll() { count = 0 }

  /// Shows all values.
  func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(start: base, count: count).span)
  }

  @inline(never)
  private mutating func grow() {
    let size = max(4096, capacity * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: size)
    unsafe UnsafeMutableRawPointer(larger).copyMemory(from: base, byteCount: count * MemoryLayout<Element>.stride)
    unsafe base.deallocate()
    unsafe (base, capacity) = (larger, size)
  }
}
