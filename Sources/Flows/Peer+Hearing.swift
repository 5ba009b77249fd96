import Wire

/// What the other side's segment tells of a connection: states move for both (RFC 9293 §3.10.7).
///
/// The capture shows a segment once; it is taken to arrive before the next one is sent, which holds at either end and
/// nearly always in between.
extension Peer {
  /// Moves both sides' states for a segment, no RST, whose numbers ``send(_:to:)`` has already taken.
  @inline(always)
  mutating func move(_ segment: Segment, other: inout Peer) {
    other.unansweredKeepalives = 0
    other.unansweredRetransmissions = 0
    if segment.flags.contains(.syn) { synchronize(segment, &other) }
    if segment.flags.contains(.ack) { acknowledge(segment, &other) }
    if !segment.flags.contains(.syn), state == .unseen { state = .partial }
    if present.contains(.fin) { finish(&other) }
  }

  private mutating func synchronize(_ segment: Segment, _ other: inout Peer) {
    guard present.contains(.iss), segment.sequenceNumber == iss else { return }
    if !segment.flags.contains(.ack) {
      guard state == .unseen || state == .partial else { return }
      state = .synSent
      // Both opened at once: each side's SYN meets the other's (RFC 9293 §3.5, figure 7).
      if other.state == .synSent { (state, other.state) = (.synReceived, .synReceived) }
      return
    }
    if state == .unseen || state == .synSent { state = .synReceived }
    let ack = segment.acknowledgmentNumber
    if other.state == .synSent, other.iss.distance(to: ack) > 0, ack.distance(to: other.nextSequenceNumber) >= 0 {
      other.state = .established
    }
  }

  @inline(always)
  private mutating func acknowledge(_ segment: Segment, _ other: inout Peer) {
    let ack = segment.acknowledgmentNumber
    if !other.present.contains(.base) {
      other.base = ack - 1
      other.nextSequenceNumber = ack
      (other.holeBegin, other.holeEnd) = (ack, ack)
      other.present.formUnion(.base)
    }
    let isNew = present.isDisjoint(with: .acknowledgment).bit | (acknowledgment.distance(to: ack) > 0).bit
    // An acknowledgment of what was never sent is answered, not believed (RFC 9293 §3.10.7.4); but a capture may have
    // lost what it acknowledges, so one that is not absurdly far ahead counts.
    let isPlausible = (other.segments == 0).bit | (other.nextSequenceNumber.distance(to: ack) <= 1 << 24).bit
    let counts = isNew & isPlausible & (segment.flags.isDisjoint(with: .syn).bit | isHandshake(ack, other).bit) != 0
    acknowledgment = counts ? ack : acknowledgment
    present.formUnion(counts ? .acknowledgment : [])
    if other.holeBegin != other.holeEnd, counts { other.closeHole(to: ack) }
    completeHandshake(segment, &other)
    if other.present.contains(.fin) { acknowledgeFIN(segment, &other) }
  }

  /// Whether a SYN+ACK acknowledges the other side's SYN, as far as that was seen.
  @inline(always)
  private func isHandshake(_ ack: SequenceNumber, _ other: Peer) -> Bool {
    let isWithin = (other.iss.distance(to: ack) > 0).bit & (ack.distance(to: other.nextSequenceNumber) >= 0).bit
    return other.present.isDisjoint(with: .iss).bit | isWithin != 0
  }

  @inline(always)
  private mutating func completeHandshake(_ segment: Segment, _ other: inout Peer) {
    let ack = segment.acknowledgmentNumber
    if other.state == .synReceived, other.iss.distance(to: ack) > 0, ack.distance(to: other.nextSequenceNumber) >= 0 {
      other.state = .established
      if state == .unseen { state = .established }
    }
    if state == .synSent, other.segments == other.resets, !segment.flags.contains(.syn) { state = .established }
  }

  private mutating func acknowledgeFIN(_ segment: Segment, _ other: inout Peer) {
    guard !other.present.contains(.finAcknowledged),
      (other.finSequence + 1).distance(to: segment.acknowledgmentNumber) >= 0
    else { return }
    other.present.formUnion(.finAcknowledged)
    other.finAcknowledgedFrameNumber = segment.frame
    if segment.payloadLength > 0 { other.present.formUnion(.finAcknowledgedWithPayload) }
    switch other.state {
    case .finWait1: other.state = .finWait2
    case .closing: other.state = .timeWait
    case .lastAck: other.state = .closed
    case .unseen, .partial, .listen, .synSent, .synReceived, .established, .finWait2, .closeWait, .timeWait, .closed:
      break
    }
    other.arrive(at: &self)
  }

  /// This side has sent a FIN: its own state moves at once, the other's when all before it has arrived.
  private mutating func finish(_ other: inout Peer) {
    switch state {
    case .unseen, .partial, .listen, .synSent, .synReceived, .established: state = .finWait1
    case .closeWait: state = .lastAck
    case .finWait1, .finWait2, .closing, .lastAck, .timeWait, .closed: break
    }
    if holeBegin == holeEnd { arrive(at: &other) }
  }

  private mutating func arrive(at other: inout Peer) {
    guard !present.contains(.finArrived) else { return }
    present.formUnion(.finArrived)
    switch other.state {
    case .established, .partial, .synReceived: other.state = .closeWait
    case .finWait1: other.state = .closing
    case .finWait2: other.state = .timeWait
    case .unseen, .listen, .synSent, .closeWait, .closing, .lastAck, .timeWait, .closed: break
    }
  }

  private mutating func closeHole(to ack: SequenceNumber) {
    if holeBegin.distance(to: ack) > 0 {
      holeBegin = ack.distance(to: holeEnd) > 0 ? ack : holeEnd
    }
    if holeBegin == holeEnd { (holeBegin, holeEnd) = (nextSequenceNumber, nextSequenceNumber) }
  }
}
