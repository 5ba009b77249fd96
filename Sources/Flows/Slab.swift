/// Places for values of one kind that never move: room for all that may come is set aside at once, and the system gives
/// memory only to what is used.
///
/// Where an array would copy everything as it grows and ask before each change whether it is shared, a slab does neither.
/// Places are handed out again in the reverse order in which they were given back, so that the next value lies where the
/// cache still is.
@safe struct Slab<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  private let capacity: Int
  private var free: ContiguousArray<Int32> = []
  /// Places below this one were used at some time.
  private(set) var bound = 0

  /// Room for `capacity` values.
  init(capacity: Int) {
    self.capacity = capacity
    unsafe base = .allocate(capacity: capacity)
  }

  /// Places that are all taken, by the same value.
  init(filledWith value: Element, capacity: Int) {
    self.init(capacity: capacity)
    unsafe base.initialize(repeating: value, count: capacity)
    bound = capacity
  }

  deinit { unsafe base.deallocate() }

  /// Whether every place is taken.
  var isFull: Bool { free.isEmpty && bound == capacity }

  /// Takes a place and says which; the caller has asked ``isFull``. What lies there is undefined: write all of it.
  @inline(__always)
  mutating func claim() -> Int {
    if let place = free.popLast() { return Int(place) }
    precondition(bound < capacity, "a slab is never asked for more than its capacity")
    bound += 1
    return bound - 1
  }

  /// Gives a place back; what lay there is not read again.
  mutating func remove(_ place: Int) { free.append(Int32(truncatingIfNeeded: place)) }

  /// The value at a place that ``insert(_:)`` named.
  @inline(__always)
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

  /// Bytes of all places that were used at some time.
  var usedBytes: Int { bound * MemoryLayout<Element>.stride }

  /// All that was set aside, used or not.
  var memory: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: base, count: capacity))
  }
}
