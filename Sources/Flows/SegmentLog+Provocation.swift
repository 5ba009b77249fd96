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
  mutating func provocation(of reset: Segment, sender: FlowEntry.Half, receiver: FlowEntry.Half) -> Entry? {
    // A RST with ACK and a number of its own ends a connection; it answers nothing.
    let isOwnAbort = reset.flags.contains(.ack) && reset.sequenceNumber.rawValue != 0 && sender.peer.lastFrame != nil
    if isOwnAbort { return nil }
    var best: (mark: Mark, entry: Entry, rank: Int)?
    var mark = receiver.trail.logged
    if self[mark] == nil { return forgotten(reset, receiver.peer) }
    for _ in 0..<Self.reach {
      guard let entry = self[mark] else { break }
      if !entry.isAnswered, Self.fits(reset, entry.segment) {
        let rank = Self.rank(entry.segment, sender: sender.peer)
        // Going backwards, an equal rank is older and hence better, but for those that merely fit.
        if rank > best?.rank ?? 0 || (rank > 1 && rank == best?.rank) { best = (mark, entry, rank) }
      }
      mark = entry.previous
    }
    guard let best else { return nil }
    answer(best.mark)
    return best.entry
  }

  /// What the log holds no longer: the receiver's last segment is still known.
  private func forgotten(_ reset: Segment, _ receiver: Peer) -> Entry? {
    guard let last = receiver.lastSegment, receiver.resets == 0, Self.fits(reset, last) else { return nil }
    return Entry(segment: last, quiet: 0, previous: 0, isAnswered: true)
  }

  private static func fits(_ reset: Segment, _ segment: SegmentSummary) -> Bool {
    reset.flags.contains(.ack)
      ? !segment.flags.contains(.ack) && segment.endSequenceNumber == reset.acknowledgmentNumber
      : segment.flags.contains(.ack) && segment.acknowledgmentNumber == reset.sequenceNumber
  }

  /// 3: occupies sequence space and was not accepted. 2: a bare acknowledgment since the sender was last heard. 1: other.
  private static func rank(_ segment: SegmentSummary, sender: Peer) -> Int {
    let heardSince = sender.lastFrame.map { $0 > segment.frame } ?? false
    if segment.endSequenceNumber != segment.sequenceNumber {
      let isAccepted =
        heardSince && (sender.acknowledged.map { segment.endSequenceNumber.distance(to: $0) >= 0 } ?? false)
      return isAccepted ? 1 : 3
    }
    return heardSince ? 1 : 2
  }
}
