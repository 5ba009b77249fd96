import Wire

/// Segments are followed in small batches: the places in memory that they will need are read early, all at once, so
/// that the misses of the cache overlap instead of following one upon the other. With hundreds of thousands of flows
/// those misses are most of the work.
extension FlowTable {
  /// Segments a batch holds.
  static let batchSize = 32

  /// A segment that waits for its batch to be full.
  struct Waiting: BitwiseCopyable {
    var segment: Segment
    var key: FlowKey
    var fromLow: Bool
  }

  /// Follows the segments that wait.
  public mutating func flush() {
    guard !waiting.isEmpty else { return }
    warm()
    for position in 0..<waiting.count { follow(waiting[position]) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Reads what the batch will need: the index first, then the entries that it names.
  private mutating func warm() {
    var places = InlineArray<32, Int32>(repeating: -1)
    for position in 0..<waiting.count {
      places[position] = index.likelyPlace(hash: waiting[position].key.hash)
    }
    var sum: UInt64 = 0
    for position in 0..<waiting.count where places[position] >= 0 {
      sum &+= entries[Int(places[position])].firstWarmth
    }
    for position in 0..<waiting.count where places[position] >= 0 {
      sum &+= entries[Int(places[position])].otherWarmth
    }
    if index.count >= options.comfortableFlows {
      for offset in 0..<8 {
        guard let next = overFlows[offset] else { break }
        sum &+= entries[Int(next.place)].firstWarmth &+ entries[Int(next.place)].otherWarmth
      }
    }
    warmth &+= sum
  }

  private mutating func follow(_ next: Waiting) {
    if next.segment.time > now { now = next.segment.time }
    if nextFinal <= now { releaseResets() }
    let known = index.place(hash: next.key.hash, where: { entries[$0].key.matches(next.key) })
    let place =
      if let known { incarnation(of: next.segment, at: known, next.key, next.fromLow) } else {
        begin(next.segment, next.key, next.fromLow, predecessor: nil)
      }
    if options.dropsWrongChecksums, next.segment.envelope.checksum.isFailure {
      followRecord(next.segment, at: place, next.fromLow, isDropped: true)
    } else {
      follow(next.segment, at: place, next.fromLow)
    }
  }
}

extension FlowEntry {
  /// A read of the first cache line, and of those that following a segment touches besides.
  @inline(__always)
  fileprivate var firstWarmth: UInt64 { UInt64(key.ports) }

  @inline(__always)
  fileprivate var otherWarmth: UInt64 {
    id.rawValue &+ UInt64(low.peer.last.payloadLength) &+ UInt64(low.peer.base.rawValue)
      &+ UInt64(low.peer.state.rawValue) &+ UInt64(high.peer.last.payloadLength)
      &+ UInt64(high.peer.base.rawValue) &+ UInt64(high.peer.state.rawValue) &+ UInt64(high.trail.logged)
  }
}
