import Wire

/// Segments that wait for their batch to be full, with the keys of their flows.
struct SegmentBatch: ~Copyable {
  /// Segments a batch holds.
  static let size = 32

  private(set) var segments = Slab<Segment>(filledWith: .none, capacity: size)
  private(set) var keys = Slab<FlowKey>(filledWith: .none, capacity: size)
  private(set) var fromLow = InlineArray<32, Bool>(repeating: false)
  private(set) var count = 0

  var isFull: Bool { count == Self.size }

  @inline(__always)
  mutating func append(_ segment: Segment) {
    let position = count & (Self.size - 1)
    keys[position] = FlowKey(segment.tuple, isForward: &fromLow[position])
    segments[position] = segment
    count = position &+ 1
  }

  mutating func removeAll() { count = 0 }
}
