import Wire

extension SegmentLog {
  /// How far back a RST looks for what it answers.
  private static let reach = 64

  /// The segment that `reset` answers, marked as answered, or nil.
  ///
  /// A RST without ACK answers a segment whose acknowledgment is its sequence number; a RST with ACK answers a segment
  /// without one whose end it acknowledges (RFC 9293 §3.5.2, group 1). Several may fit. The oldest unanswered one that
  /// occupies sequence space and was not accepted is taken; then the oldest bare acknowledgment since the sender was
  /// last heard; then the latest that fits at all.
  ///
  /// - Parameters:
  ///   - sender: How far the RST's sender was last heard.
  ///   - latest: The receiver's latest segment.
  ///   - last: The same from the flow itself, in case the log holds it no longer.
  @inline(__always)
  mutating func provocation(
    of reset: Segment, heard sender: Heard, latest: Mark, last: SegmentSummary?
  ) -> Entry? {
    // A RST with ACK and a number of its own ends a connection; it answers nothing.
    let isOwnAbort = reset.flags.contains(.ack) && reset.sequenceNumber.rawValue != 0 && sender.last != nil
    if isOwnAbort { return nil }
    guard holds(latest) else {
      guard let last, Self.fits(reset, last) else { return nil }
      return Entry(segment: last, quiet: 0, previous: 0, isAnswered: true)
    }
    return search(reset, sender, latest)
  }

  /// How far a side was last heard.
  struct Heard {
    /// Its last segment that was no RST.
    var last: SegmentSummary?
    /// RCV.NXT as far as it said.
    var acknowledged: SequenceNumber?
  }

  private mutating func search(_ reset: Segment, _ sender: Heard, _ latest: Mark) -> Entry? {
    var best = (mark: Mark(0), rank: 0)
    var mark = latest
    for _ in 0..<Self.reach {
      guard holds(mark) else { break }
      let rank = rank(mark, reset, sender)
      // Going backwards, an equal rank is older and hence better, but for those that merely fit.
      if rank > best.rank || (rank > 1 && rank == best.rank) { best = (mark, rank) }
      mark = self[held: mark].previous
    }
    guard best.rank > 0 else { return nil }
    self[held: best.mark].isAnswered = true
    return self[held: best.mark]
  }

  /// 0 where the segment was answered before or does not fit.
  @inline(__always)
  private func rank(_ mark: Mark, _ reset: Segment, _ sender: Heard) -> Int {
    guard !self[held: mark].isAnswered, Self.fits(reset, self[held: mark].segment) else { return 0 }
    return Self.rank(self[held: mark].segment, sender)
  }

  @inline(__always)
  private static func fits(_ reset: Segment, _ segment: SegmentSummary) -> Bool {
    reset.flags.contains(.ack)
      ? !segment.flags.contains(.ack) && segment.endSequenceNumber == reset.acknowledgmentNumber
      : segment.flags.contains(.ack) && segment.acknowledgmentNumber == reset.sequenceNumber
  }

  /// 3: occupies sequence space and was not accepted. 2: a bare acknowledgment since the sender was last heard. 1: other.
  private static func rank(_ segment: SegmentSummary, _ sender: Heard) -> Int {
    let heardSince = sender.last.map { segment.precedes($0) } ?? false
    if segment.endSequenceNumber != segment.sequenceNumber {
      let isAccepted =
        heardSince && (sender.acknowledged.map { segment.endSequenceNumber.distance(to: $0) >= 0 } ?? false)
      return isAccepted ? 1 : 3
    }
    return heardSince ? 1 : 2
  }
}
