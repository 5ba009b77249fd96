/// Places for values of one kind that hardly ever move: room for all that should come is set aside at once, and the system
/// gives memory only to what is used. Should more come, everything moves to twice the room.
///
/// Where an array would copy everything as it grows and ask before each change whether it is shared, a slab does neither.
/// Places are handed out again in the reverse order in which they were given back, so that the next value lies where the
/// cache still is.
@safe @frozen @usableFromInline
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline var free: ContiguousArray<Int32> = []
  /// Places below this one were used at some time.
  @usableFromInline var bound = 0
  @usableFromInline var isShown = false

  /// Memory that begins with a line of the cache.
  @inlinable
  static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    unsafe UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
      .bindMemory(to: Element.self, capacity: capacity)
  }

  /// Room for `capacity` values.
  @inlinable
  init(capacity: Int) {
    self.capacity = capacity
    unsafe base = Self.allocate(capacity)
  }

  /// Places that are all taken, by the same value.
  init(filledWith value: Element, capacity: Int) {
    self.init(capacity: capacity)
    unsafe base.initialize(repeating: value, count: capacity)
    bound = capacity
  }

  @inlinable
  deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }

  /// Takes a place and says which. What lies there is undefined: write all of it.
  @inline(__always)
  mutating func claim() -> Int {
    if let place = free.popLast() { return Int(place) }
    if bound == capacity { grow(to: 2 * capacity + 1) }
    bound += 1
    return bound - 1
  }

  /// Takes all places below `count`, whatever lies there.
  @inlinable
  mutating func extend(to count: Int) {
    if count > capacity { grow(to: count) }
    bound = max(bound, count)
  }

  @inlinable @inline(never)
  mutating func grow(to count: Int) {
    let larger = unsafe Self.allocate(count)
    unsafe UnsafeMutableRawPointer(larger).copyMemory(from: base, byteCount: usedBytes)
    unsafe UnsafeMutableRawPointer(base).deallocate()
    unsafe base = larger
    capacity = count
  }

  /// Asks for the memory of a place that will be needed soon; does nothing where there is none.
  @inlinable @inline(__always)
  func prefetch(_ place: Int) {
    guard UInt(bitPattern: place) < UInt(bitPattern: capacity) else { return }
    unsafe UnsafePointer(base + place).prefetch()
  }

  /// Asks for the memory of the place that will be claimed after so many others.
  @inline(__always)
  func prefetchNext(after others: Int) {
    prefetch(others < free.count ? Int(free[free.count &- 1 &- others]) : bound &+ others &- free.count)
  }

  /// Gives a place back; what lay there is not read again.
  mutating func remove(_ place: Int) { free.append(Int32(truncatingIfNeeded: place)) }

  /// The value at a place that ``claim()`` named.
  @inlinable @inline(__always)
  subscript(place: Int) -> Element {
    _read {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: bound))
      yield unsafe base[place]
    }
    _modify {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: bound))
      yield unsafe &base[place]
    }
  }

  /// Shows, once, all that was set aside, when a megabyte of it is in use.
  @inlinable
  mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    guard !isShown, usedBytes > Self.grownMemory else { return }
    isShown = true
    unsafe body(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: base, count: capacity)))
  }

  /// In bytes.
  @inlinable
  static var grownMemory: Int { 1 << 20 }

  /// Bytes of all places that were used at some time.
  @inlinable
  var usedBytes: Int { bound * MemoryLayout<Element>.stride }
}
