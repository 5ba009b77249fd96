import Wire

/// What later segments add to the resets that wait; those that are still open to change were saved before.
extension PendingResets {
  /// The side that RSTs were sent to sent one itself.
  mutating func noteOpposing(_ latest: Mark, _ summary: SegmentSummary) {
    var mark = latest
    while contains(mark), self[aftermathOf: mark].receiverReset == nil {
      self[aftermathOf: mark].receiverReset = summary
      mark = self[mark].previous
    }
  }

  /// The side that sent a RST sent something else.
  mutating func continueSender(_ latest: Mark, with segment: Segment) {
    var mark = latest
    while contains(mark), isTelling(segment, mark) {
      self[aftermathOf: mark].senderContinued = SegmentSummary(segment)
      mark = self[mark].previous
    }
  }

  /// Whether what the sender sent next tells more than what is known already.
  ///
  /// A bare acknowledgment within a millisecond may only have been overtaken, so payload after it tells more.
  private func isTelling(_ next: Segment, _ mark: Mark) -> Bool {
    guard let known = self[aftermathOf: mark].senderContinued else { return true }
    return next.payloadLength > 0 && known.payloadLength == 0 && !known.flags.contains(.syn)
      && self[mark].segment.time.nanoseconds(until: known.time) <= 1_000_000
  }

  /// The side that a RST was sent to sent something: a challenge, or anything else.
  mutating func continueReceiver(_ latest: Mark, with segment: Segment) {
    let isBare =
      segment.payloadLength == 0 && segment.flags.contains(.ack) && segment.flags.isDisjoint(with: [.syn, .fin, .rst])
    let isMore = segment.payloadLength > 0 || !segment.flags.isDisjoint(with: [.syn, .fin])
    guard isBare || isMore else { return }
    var mark = latest
    for _ in 0..<16 where contains(mark) {
      if isBare, isBefore(mark, acknowledged: segment.acknowledgmentNumber, next: segment.sequenceNumber) {
        // A bare acknowledgment of just what it had received before is a challenge (RFC 5961 §3.2).
        guard self[aftermathOf: mark].challenge == nil else { return }
        self[aftermathOf: mark].challenge = SegmentSummary(segment)
      } else if isMore {
        guard self[aftermathOf: mark].receiverContinued == nil else { return }
        self[aftermathOf: mark].receiverContinued = SegmentSummary(segment)
      }
      mark = self[mark].previous
    }
  }
}
