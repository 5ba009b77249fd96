/// Finds a flow's place by the hash of its endpoints: open addressing, linear probing, eight bytes a slot.
///
/// A slot holds the low half of the hash above the place plus one; 0 is an empty slot. Removal shifts followers back,
/// so that no tombstones gather in a long capture.
struct FlowIndex {
  private var slots: ContiguousArray<UInt64>
  private var mask: Int
  private(set) var count = 0

  init(minimumCapacity: Int = 1 << 10) {
    var size = 16
    while size < minimumCapacity { size <<= 1 }
    slots = ContiguousArray(repeating: 0, count: size)
    mask = size - 1
  }

  /// The first place whose entry satisfies `isMatch`, or nil.
  @inline(__always)
  func place(hash: UInt64, where isMatch: (Int) -> Bool) -> Int? {
    let tag = hash << 32
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[position]
      if slot == 0 { return nil }
      if slot & 0xffff_ffff_0000_0000 == tag {
        let place = Int(truncatingIfNeeded: slot & 0xffff_ffff) - 1
        if isMatch(place) { return place }
      }
      position = (position + 1) & mask
    }
  }

  /// Asks for the slot that the hash leads to first.
  @inline(__always)
  func prefetch(hash: UInt64) { slots.prefetch(Int(truncatingIfNeeded: hash) & mask) }

  /// The first place with the same half of the hash, or -1; a hint that may, rarely, name another flow's.
  @inline(__always)
  func likelyPlace(hash: UInt64) -> Int32 {
    let tag = hash << 32
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position] != 0 {
      if slots[position] & 0xffff_ffff_0000_0000 == tag {
        return Int32(truncatingIfNeeded: slots[position] & 0xffff_ffff) &- 1
      }
      position = (position &+ 1) & mask
    }
    return -1
  }

  /// Adds a place that is not there yet.
  mutating func insert(_ place: Int, hash: UInt64) {
    if (count + 1) * 2 > slots.count { grow() }
    put(hash << 32 | UInt64(truncatingIfNeeded: place + 1) & 0xffff_ffff)
    count += 1
  }

  /// Removes a place; does nothing if it is not there.
  mutating func remove(_ place: Int, hash: UInt64) {
    let wanted = hash << 32 | UInt64(truncatingIfNeeded: place + 1) & 0xffff_ffff
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position] != wanted {
      if slots[position] == 0 { return }
      position = (position + 1) & mask
    }
    count -= 1
    closeGap(at: position)
  }

  /// Moves back every follower that would no longer be reached across the gap (Knuth, volume 3, algorithm 6.4R).
  private mutating func closeGap(at start: Int) {
    var gap = start
    var position = (gap + 1) & mask
    while slots[position] != 0 {
      let home = Int(truncatingIfNeeded: slots[position] >> 32) & mask
      if (position &- home) & mask >= (position &- gap) & mask {
        slots[gap] = slots[position]
        gap = position
      }
      position = (position + 1) & mask
    }
    slots[gap] = 0
  }

  private mutating func put(_ slot: UInt64) {
    var position = Int(truncatingIfNeeded: slot >> 32) & mask
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: 0, count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot != 0 { put(slot) }
  }
}
