/// Finds a flow's place by the hash of its endpoints: a hash table whose buckets are lines of the cache.
///
/// All slots of a bucket are compared at once, by seven bits of each one's hash: a loop over slots ends after a number of
/// steps that no processor guesses. Who finds a bucket full goes on to the next one, and a bucket counts those who went on,
/// so that removal leaves no tombstones in a long capture (as in F14, Facebook's hash table).
struct FlowIndex: ~Copyable {
  private var buckets: Slab<Bucket>
  private var mask: Int
  private(set) var count = 0

  init() { self.init(buckets: 1 << 8) }

  /// A power of two.
  private init(buckets count: Int) {
    buckets = Slab(filledWith: Bucket(), capacity: count)
    mask = count - 1
  }

  /// More places a bucket than these on average, and the table grows; one bucket in twenty is too small then.
  private static let comfort = 4

  /// The first place whose entry satisfies `isMatch`, or nil.
  @inline(__always)
  func place(hash: UInt64, where isMatch: (Int) -> Bool) -> Int? {
    search(hash, isMatch).map { Int(buckets[bucket(hash, $0.step)].places[$0.slot]) }
  }

  /// After how many full buckets, and in which slot, the first place lies that satisfies `isMatch`.
  @inline(__always)
  private func search(_ hash: UInt64, _ isMatch: (Int) -> Bool) -> (step: Int, slot: Int)? {
    for step in 0...mask {
      let position = bucket(hash, step)
      var slots = buckets[position].slots(like: hash)
      while !slots.isEmpty {
        if isMatch(Int(buckets[position].places[slots.first])) { return (step, slots.first) }
        slots.removeFirst()
      }
      if !buckets[position].isPassed { return nil }
    }
    return nil
  }

  /// Asks for the bucket that the hash leads to.
  @inline(__always)
  func prefetch(hash: UInt64) { buckets.prefetch(bucket(hash)) }

  /// A place in that bucket whose hash is much like this one, and the first one of all where there is none: a hint, for
  /// which no jump is made.
  @inline(__always)
  func likelyPlace(hash: UInt64) -> Int32 {
    let position = bucket(hash)
    let slots = buckets[position].slots(like: hash)
    return (!slots.isEmpty).choose(buckets[position].places[slots.first], 0)
  }

  /// Adds a place that is not there yet.
  mutating func insert(_ place: Int, hash: UInt64) {
    if count >= buckets.bound * Self.comfort { grow() }
    put(Int32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: hash))
    count += 1
  }

  /// Removes a place; does nothing if it is not there.
  mutating func remove(_ place: Int, hash: UInt64) {
    guard let (step, slot) = search(hash, { $0 == place }) else { return }
    buckets[bucket(hash, step)].empty(slot)
    for passed in 0..<step { buckets[bucket(hash, passed)].unpass() }
    count -= 1
  }

  /// Where to look for a hash, at first or after so many full buckets.
  @inline(__always)
  private func bucket(_ hash: UInt64, _ step: Int = 0) -> Int { (Int(truncatingIfNeeded: hash) &+ step) & mask }

  private mutating func put(_ place: Int32, _ hash: UInt32) {
    for step in 0...mask {
      let position = bucket(UInt64(hash), step)
      if buckets[position].fill(place, hash) { return }
      buckets[position].pass()
    }
  }

  private mutating func grow() {
    var old = FlowIndex(buckets: buckets.bound * 2)
    swap(&self, &old)
    for position in 0..<old.buckets.bound {
      var slots = old.buckets[position].filledSlots
      while !slots.isEmpty {
        put(old.buckets[position].places[slots.first], old.buckets[position].hashes[slots.first])
        slots.removeFirst()
      }
    }
    count = old.count
  }
}

extension FlowIndex {
  /// Seven places and their hashes.
  struct Bucket: BitwiseCopyable {
    /// A byte for each slot, 0 where it is empty, else a part of the hash below a bit that is set; the highest byte counts
    /// those who found the bucket full.
    private var tags: UInt64 = 0
    /// The half of each hash that leads here.
    private(set) var hashes = InlineArray<7, UInt32>(repeating: 0)
    private(set) var places = InlineArray<7, Int32>(repeating: 0)

    /// The highest bit of each slot's byte.
    private static let marks: UInt64 = 0x0080_8080_8080_8080
    private static let ones: UInt64 = 0x0001_0101_0101_0101

    @inline(__always)
    private static func tag(_ hash: UInt32) -> UInt64 { UInt64(hash >> 25 | 0x80) }

    /// The slots that may hold the hash.
    ///
    /// What equals the tag turns into a zero, and a zero is where taking one away from each byte borrows. A byte above a
    /// zero may borrow in vain; comparing the place will tell.
    @inline(__always)
    func slots(like hash: UInt64) -> Slots {
      let difference = tags ^ Self.tag(UInt32(truncatingIfNeeded: hash)) &* Self.ones
      return Slots((difference &- Self.ones) & ~difference & Self.marks)
    }

    /// The slots that hold something.
    var filledSlots: Slots { Slots(tags & Self.marks) }

    /// Takes a place in; false where there is no room.
    mutating func fill(_ place: Int32, _ hash: UInt32) -> Bool {
      let free = Slots(~tags & Self.marks)
      if free.isEmpty { return false }
      (places[free.first], hashes[free.first]) = (place, hash)
      tags |= Self.tag(hash) << UInt64(8 * free.first)
      return true
    }

    mutating func empty(_ slot: Int) { tags &= ~(0xff << UInt64(8 * slot)) }

    /// Whether somebody found it full and went on.
    @inline(__always)
    var isPassed: Bool { tags >= Self.one }

    /// Somebody went on; more than can be counted are never forgotten.
    mutating func pass() { if tags < Self.most { tags += Self.one } }

    /// One who went on is gone.
    mutating func unpass() { if tags < Self.most { tags -= Self.one } }

    private static let one: UInt64 = 1 << 56
    private static let most: UInt64 = 0xff << 56
  }

  /// Some slots of a bucket, by the highest bits of their bytes.
  struct Slots {
    private var bits: UInt64

    fileprivate init(_ bits: UInt64) { self.bits = bits }

    var isEmpty: Bool { bits == 0 }

    /// The first one; 0 where there is none.
    @inline(__always)
    var first: Int { (bits.trailingZeroBitCount &>> 3) & 7 }

    mutating func removeFirst() { bits &= bits &- 1 }
  }
}
