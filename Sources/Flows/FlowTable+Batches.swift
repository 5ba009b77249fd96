public import Wire

/// Segments are followed in small batches: the places in memory that they will need are read early, all at once, so
/// that the misses of the cache overlap instead of following one upon the other. With hundreds of thousands of flows
/// those misses are most of the work.
extension FlowTable {
  /// Follows one segment; its effects show after ``flush()``, which other calls do by themselves.
  ///
  /// - Returns: Whether there is much for ``visitNews(_:)`` to show.
  @discardableResult
  public mutating func track(_ segment: Segment) -> Bool {
    _ = batch.append { slot in
      slot = segment
      return true
    }
    return flushIfFull()
  }

  /// What became of a frame that was shown to ``track(_:_:_:)``.
  public enum Tracked: Sendable {
    /// Its segment is followed, and whether there is much for ``visitNews(_:)`` to show.
    case followed(hasNews: Bool)
    /// It is none of the ordinary kind; nothing was done.
    case notOrdinary
  }

  /// Decodes a frame of the ordinary kind where its segment will lie, and follows it.
  ///
  /// - Parameter talk: Shown a RST that carries payload, before it is followed.
  public mutating func track(
    _ frame: Frame, _ bytes: RawSpan, _ decoder: inout FrameDecoder, talk: (Segment) -> Void
  ) -> Tracked {
    let isOrdinary = batch.append { segment in
      guard decoder.decodeOrdinary(frame, bytes, into: &segment) else { return false }
      if segment.isTalkingReset { talk(segment) }
      return true
    }
    return isOrdinary ? .followed(hasNews: flushIfFull()) : .notOrdinary
  }

  /// The segment that was tracked last; no segment where there was none.
  public var latestSegment: Segment { batch.latest }

  @inline(__always)
  private mutating func flushIfFull() -> Bool {
    guard batch.isFull else { return false }
    flush()
    return pending.newsCount >= Self.plenty
  }

  /// So many resets are shown at a time. Following and judging together are more code than a core's instruction cache
  /// holds; by turns, each stays in it for a while.
  private static let plenty = 64

  /// Follows the segments that wait.
  public mutating func flush() {
    guard batch.count > 0 else { return }
    warm()
    for position in 0..<batch.count {
      follow(
        batch.segments[position], batch.keys[position], batch.fromLow[position], probably: Int(batch.places[position]))
    }
    batch.removeAll()
  }

  /// Reads what the batch will need: the index first, then the entries that it names, then flows that may be retired.
  private mutating func warm() {
    var sum: UInt64 = 0
    for position in 0..<batch.count { sum &+= index.firstSlot(hash: batch.keys[position].hash) }
    for position in 0..<batch.count {
      let place = index.likelyPlace(hash: batch.keys[position].hash)
      batch.places[position] = place
      if place >= 0 { sum &+= entries[Int(place)].warmth }
    }
    if index.count >= options.comfortableFlows {
      for offset in 0..<8 {
        guard let next = overFlows[offset] else { break }
        sum &+= entries[Int(next.place)].warmth &+ index.firstSlot(hash: next.hash)
      }
    }
    warmth &+= sum
  }

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
}

extension FlowEntry.Half {
  @inline(__always)
  fileprivate var warmth: UInt64 {
    UInt64(trail.logged) &+ UInt64(peer.nextSequenceNumber.rawValue) &+ UInt64(peer.present.rawValue)
  }
}
