public import Wire

/// Segments are followed in small batches: the memory that they will need is asked for early, all at once, so that the
/// misses of the cache overlap instead of following one upon the other. With hundreds of thousands of flows those misses
/// are most of the work.
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

  /// Follows `segments`, at most ``batchSize`` of them.
  ///
  /// - Returns: Whether there is much for ``visitNews(_:)`` to show.
  public mutating func track(_ segments: Span<Segment>) -> Bool {
    flush()
    follow(segments)
    return hasMuchNews
  }

  /// So many resets are shown at a time. Following and judging together are more code than a core's instruction cache
  /// holds; by turns, each stays in it for a while.
  private static let plenty = 192

  private var hasMuchNews: Bool { pending.newsCount >= Self.plenty }

  /// Follows the segments that wait.
  public mutating func flush() {
    guard !waiting.isEmpty else { return }
    var segments = ContiguousArray<Segment>()
    swap(&segments, &waiting)
    follow(segments.span)
    segments.removeAll(keepingCapacity: true)
    swap(&segments, &waiting)
  }

  private mutating func follow(_ segments: Span<Segment>) {
    for position in segments.indices {
      batch.keys[position] = FlowKey(segments[position].tuple, seed: seed, isForward: &batch.fromLow[position])
    }
    prefetch(segments.count)
    for position in segments.indices {
      follow(
        segments[position], batch.keys[position], batch.fromLow[position], probably: Int(batch.places[position]))
    }
  }

  /// What is worked out of a batch's segments before they are followed.
  struct Batch: BitwiseCopyable {
    var keys = InlineArray<64, FlowKey>(repeating: .none)
    var fromLow = InlineArray<64, Bool>(repeating: false)
    /// Where the flow of each was found, if it was, when its memory was asked for. A hint: earlier ones of the batch may have
    /// moved it.
    var places = InlineArray<64, Int32>(repeating: 0)
  }

  /// Asks for what the batch will need: the index first, then the entries that may be retired, for new flows take their
  /// places at once, then those that the index names.
  private mutating func prefetch(_ count: Int) {
    for position in 0..<count { index.prefetch(hash: batch.keys[position].hash) }
    if index.count >= options.comfortableFlows {
      for offset in 0..<Self.retiredSoon {
        guard let next = overFlows[offset] else { break }
        entries.prefetch(Int(next.place))
        index.prefetch(hash: next.hash)
      }
    }
    for position in 0..<count {
      let place = index.likelyPlace(hash: batch.keys[position].hash)
      batch.places[position] = place
      entries.prefetch(Int(place))
    }
  }

  /// So many flows that will be retired are asked for with each batch: more than it retires, so that the next ones are on
  /// their way from memory already.
  private static let retiredSoon = 40

  @inline(__always)
  private mutating func follow(_ segment: Segment, _ key: FlowKey, _ fromLow: Bool, probably hint: Int) {
    now = max(now, segment.time)
    if nextFinal <= now { releaseResets() }
    let isThere = hint < entries.bound && entries[hint].isLive && entries[hint].key.matches(key)
    let known = isThere ? hint : index.place(hash: key.hash, where: { entries[$0].key.matches(key) })
    let place =
      if let known { incarnation(of: segment, at: known, key, fromLow) } else {
        begin(segment, key, fromLow)
      }
    if options.dropsWrongChecksums, segment.envelope.checksum.isFailure {
      if followsRecords { followRecord(segment, at: place, fromLow, isDropped: true) }
    } else {
      follow(segment, at: place, fromLow)
    }
  }
}
