import Wire

/// Segments that wait for their batch to be full, with the keys of their flows.
struct SegmentBatch: ~Copyable {
  /// Segments a batch holds.
  static let size = 32

  /// What the keys' hashes are made with.
  let seed = HashSeed()
  private(set) var segments = Slab<Segment>(filledWith: .none, capacity: size)
  private(set) var keys = Slab<FlowKey>(filledWith: .none, capacity: size)
  private(set) var fromLow = InlineArray<32, Bool>(repeating: false)
  /// Where the flow of each was found when the batch was warmed; -1 where it was not. A hint: earlier ones of the batch
  /// may have moved it.
  var places = InlineArray<32, Int32>(repeating: -1)
  private(set) var count = 0

  var isFull: Bool { count == Self.size }

  /// Adds a segment that `write` writes where it will lie; false, and nothing added, if that returns false.
  @inline(__always)
  mutating func append(_ write: (inout Segment) -> Bool) -> Bool {
    let position = count & (Self.size - 1)
    guard write(&segments[position]) else { return false }
    keys[position] = FlowKey(segments[position].tuple, seed: seed, isForward: &fromLow[position])
    count = position &+ 1
    return true
  }

  mutating func removeAll() { count = 0 }

  /// The segment that was added last, be it followed by now or not.
  var latest: Segment { segments[(count &- 1) & (Self.size - 1)] }
}
