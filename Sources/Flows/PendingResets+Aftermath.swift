import Wire

/// What later segments add to the resets that wait. Those that are still open to change were saved before anything but a
/// RST came.
extension PendingResets {
  /// The side that sent a RST, the originator or the responder, sent another one.
  mutating func noteNext(_ latest: Mark, _ next: Mark, by side: Side) {
    guard contains(latest) else { return }
    self[latest].next = next
    let side = isSaved(latest) ? self[saved: latest].sentBy : side
    noteChange(latest, side == .originator ? .originatorReset : .responderReset)
  }

  /// The side that RSTs were sent to sent one itself.
  mutating func noteOpposing(_ latest: Mark, _ opposing: Mark) {
    var mark = latest
    while contains(mark), self[mark].opposed == 0 {
      self[mark].opposed = opposing
      noteChange(mark, .receiverReset)
      mark = self[mark].previous
    }
  }

  /// The side that sent a RST sent something else.
  mutating func continueSender(_ latest: Mark, with segment: Segment) {
    var mark = latest
    while contains(mark), isTelling(segment, mark) {
      self[saved: mark].senderContinued = SegmentSummary(segment)
      note(.senderContinued, of: mark)
      mark = self[saved: mark].previous
    }
  }

  /// Whether what the sender sent next tells more than what is known already.
  ///
  /// A bare acknowledgment within a millisecond may only have been overtaken, so payload after it tells more.
  private func isTelling(_ next: Segment, _ mark: Mark) -> Bool {
    guard self[saved: mark].known.contains(.senderContinued) else { return true }
    let known = self[saved: mark].senderContinued
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
      if isBare, isChallenge(segment, mark) {
        guard !self[saved: mark].known.contains(.challenge) else { return }
        self[saved: mark].challenge = SegmentSummary(segment)
        note(.challenge, of: mark)
      } else if isMore {
        guard !self[saved: mark].known.contains(.receiverContinued) else { return }
        self[saved: mark].receiverContinued = SegmentSummary(segment)
        note(segment.payloadLength > 0 ? [.receiverContinued, .receiverWrote] : .receiverContinued, of: mark)
      }
      mark = self[saved: mark].previous
    }
  }

  /// Whether a bare acknowledgment says just what the receiver of a RST had received before (RFC 5961 §3.2).
  private func isChallenge(_ segment: Segment, _ mark: Mark) -> Bool {
    self[saved: mark].receiver.acknowledged == segment.acknowledgmentNumber
      && self[saved: mark].receiver.nextSequenceNumber == segment.sequenceNumber
  }

  private mutating func note(_ parts: Reset.Aftermath.Parts, of mark: Mark) {
    self[saved: mark].known.formUnion(parts)
    noteChange(mark, parts)
  }

  /// Writes what came after a reset over another one's.
  @inline(__always)
  func write(_ mark: Mark, over aftermath: inout Reset.Aftermath) {
    let (next, opposed) = (self[mark].next, self[mark].opposed)
    aftermath.nextReset = next == 0 ? nil : SegmentSummary(self[next].segment)
    aftermath.receiverReset = opposed == 0 ? nil : SegmentSummary(self[opposed].segment)
    let known = isSaved(mark) ? self[saved: mark].known : []
    aftermath.senderContinued = known.contains(.senderContinued) ? self[saved: mark].senderContinued : nil
    aftermath.receiverContinued = known.contains(.receiverContinued) ? self[saved: mark].receiverContinued : nil
    aftermath.challenge = known.contains(.challenge) ? self[saved: mark].challenge : nil
  }
}
