public import Wire

/// Segments are followed in small batches: the places in memory that they will need are read early, all at once, so
/// that the misses of the cache overlap instead of following one upon the other. With hundreds of thousands of flows
/// those misses are most of the work.
extension FlowTable {
  /// Segments of a batch.
  public static let batchSize = 64

  /// Follows one segment; its effects show after ``flush()``, which other calls do by themselves.
  ///
  /// - Returns: Whether there is much for ``visitNews(_:)`` to show.
  @discardableResult
  public mutating func track(_ segment: Segment) -> Bool {
    waiting.append(segment)
    guard waiting.count == Self.batchSize else { return false }
    flush()
    return hasMuchNews
  }

  /// Follows those of `segments` that lie at `positions`, in this order, at most ``batchSize`` of them.
  ///
  /// - Returns: Whether there is much for ``visitNews(_:)`` to show.
  public mutating func track(_ segments: Span<Segment>, at positions: Span<Int32>) -> Bool {
    flush()
    follow(segments, at: positions)
    return hasMuchNews
  }

  /// So many resets are shown at a time. Following and judging together are more code than a core's instruction cache
  /// holds; by turns, each stays in it for a while.
  private static let plenty = 64

  private var hasMuchNews: Bool { pending.newsCount >= Self.plenty }

  /// Follows the segments that wait.
  public mutating func flush() {
    guard !waiting.isEmpty else { return }
    var segments = ContiguousArray<Segment>()
    swap(&segments, &waiting)
    let positions = ContiguousArray(Int32(0)..<Int32(segments.count))
    follow(segments.span, at: positions.span)
    segments.removeAll(keepingCapacity: true)
    swap(&segments, &waiting)
  }

  private mutating func follow(_ segments: Span<Segment>, at positions: Span<Int32>) {
    var batch = Batch()
    for position in positions.indices {
      batch.keys[position] = FlowKey(
        segments[Int(positions[position])].tuple, seed: seed, isForward: &batch.fromLow[position])
    }
    warm(&batch, positions.count)
    for position in positions.indices {
      follow(
        segments[Int(positions[position])], batch.keys[position], batch.fromLow[position],
        probably: Int(batch.places[position]))
    }
  }

  /// What is worked out of a batch's segments before they are followed.
  private struct Batch: BitwiseCopyable {
    var keys = InlineArray<64, FlowKey>(repeating: .none)
    var fromLow = InlineArray<64, Bool>(repeating: false)
    /// Where the flow of each was found when the batch was warmed; -1 where it was not. A hint: earlier ones of the batch
    /// may have moved it.
    var places = InlineArray<64, Int32>(repeating: -1)
  }

  /// Reads what the batch will need: the index first, then the entries that it names, then all of the entries that may be
  /// retired, for new flows take their places at once.
  private mutating func warm(_ batch: inout Batch, _ count: Int) {
    var sum: UInt64 = 0
    for position in 0..<count { sum &+= index.firstSlot(hash: batch.keys[position].hash) }
    for position in 0..<count {
      let place = index.likelyPlace(hash: batch.keys[position].hash)
      batch.places[position] = place
      if place >= 0 { sum &+= entries[Int(place)].warmth }
    }
    if index.count >= options.comfortableFlows {
      for offset in 0..<Self.retiredInBatch {
        guard let next = overFlows[offset] else { break }
        let place = Int(next.place)
        sum &+= entries[place].warmth &+ entries[place].otherWarmth &+ index.firstSlot(hash: next.hash)
      }
    }
    warmth &+= sum
  }

  /// About as many flows are begun, and others retired, in a batch.
  private static let retiredInBatch = 16

  @inline(__always)
  private mutating func follow(_ segment: Segment, _ key: FlowKey, _ fromLow: Bool, probably hint: Int) {
    if segment.time > now { now = segment.time }
    if nextFinal <= now { releaseResets() }
    let isThere = hint >= 0 && entries[hint].isLive && entries[hint].key.matches(key)
    let known = isThere ? hint : index.place(hash: key.hash, where: { entries[$0].key.matches(key) })
    let place =
      if let known { incarnation(of: segment, at: known, key, fromLow) } else {
        begin(segment, key, fromLow, predecessor: nil)
      }
    if options.dropsWrongChecksums, segment.envelope.checksum.isFailure {
      if followsRecords { followRecord(segment, at: place, fromLow, isDropped: true) }
    } else {
      follow(segment, at: place, fromLow)
    }
  }
}

extension FlowEntry {
  /// A read of each cache line that following a segment touches.
  @inline(__always)
  fileprivate var warmth: UInt64 {
    UInt64(key.ports) &+ id.rawValue &+ self[isLow: true].warmth &+ self[isLow: false].warmth
  }

  /// A read of each of the other cache lines.
  @inline(__always)
  fileprivate var otherWarmth: UInt64 {
    UInt64(bitPattern: firstTime.nanoseconds) &+ self[isLow: true].otherWarmth &+ self[isLow: false].otherWarmth
  }
}

extension FlowEntry.Half {
  @inline(__always)
  fileprivate var warmth: UInt64 {
    UInt64(trail.logged) &+ UInt64(peer.nextSequenceNumber.rawValue) &+ UInt64(peer.present.rawValue)
  }

  @inline(__always)
  fileprivate var otherWarmth: UInt64 {
    UInt64(trail.lastReset.payloadLength) &+ UInt64(bitPattern: peer.resetTime.nanoseconds) &+ UInt64(peer.synTimestamp)
  }
}
