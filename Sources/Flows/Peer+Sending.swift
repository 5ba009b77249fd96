import Wire

/// What one side's own segment tells of it (everything but RSTs).
extension Peer {
  /// Where the payload seen so far stops being whole.
  var inOrderEdge: SequenceNumber { holeBegin == holeEnd ? nextSequenceNumber : holeBegin }

  /// Takes the numbers of a segment that this side sent.
  ///
  /// - Parameter otherScales: Whether the other side's SYN carried a window scale.
  @inline(always)
  mutating func send(_ segment: Segment, otherScales: Bool) {
    if segments == resets { begin(segment) } else { advance(segment) }
    segments &+= 1
    takePayload(segment)
    takeWindow(segment, otherScales: otherScales)
    if segment.flags.contains(.syn) {
      takeSYN(segment)
    } else if segment.options.kinds.isSubset(of: .timestamps) {
      takeTimestamp(segment)
    } else {
      takeOptions(segment)
    }
    last = SegmentSummary(segment)
    lastTimeToLive = segment.envelope.timeToLive
    lastIdentification = segment.envelope.identification
  }

  @inline(always)
  private mutating func advance(_ segment: Segment) {
    let end = segment.endSequenceNumber
    if segment.sequenceNumber == nextSequenceNumber, !segment.flags.contains(.syn) {
      proceed(from: segment.sequenceNumber, to: end)
    } else if end != segment.sequenceNumber {
      occupy(segment.sequenceNumber, end, isSYN: segment.flags.contains(.syn), segment.time)
    } else if segment.sequenceNumber == nextSequenceNumber - 1, segment.flags.contains(.ack) {
      countKeepalive(segment.time)
    }
  }

  /// Nothing before it comes again. What comes right behind all before it may bring nothing: no matter whether it does, for
  /// the two mix at random.
  @inline(always)
  private mutating func proceed(from begin: SequenceNumber, to end: SequenceNumber) {
    payloadBytes &+= UInt64(begin.distance(to: end).magnitude)
    nextSequenceNumber = end
    let isWhole = holeBegin == holeEnd
    holeBegin = isWhole ? end : holeBegin
    holeEnd = isWhole ? end : holeEnd
  }

  @inline(always)
  private mutating func takePayload(_ segment: Segment) {
    payloadSegments &+= UInt32((segment.payloadLength > 0).bit)
    payloadTime = Timestamp(
      nanoseconds: (segment.payloadLength > 0).choose(segment.time.nanoseconds, payloadTime.nanoseconds))
    if segment.flags.contains(.fin), !present.contains(.fin) {
      present.formUnion(.fin)
      finSequence = segment.endSequenceNumber - 1
      if payloadBytes > 0 { payloadBytes &-= 1 }  // Sequence space was counted, and the FIN is none of the payload.
      finFrameNumber = segment.frame
    }
  }

  /// The first segment of this side, or the first that is no RST.
  private mutating func begin(_ segment: Segment) {
    present.formUnion(.last)
    firstTime = segment.time
    firstTimeToLive = segment.envelope.timeToLive
    let (sequence, end, isSYN) = (segment.sequenceNumber, segment.endSequenceNumber, segment.flags.contains(.syn))
    if isSYN {
      iss = sequence
      present.formUnion(.iss)
      base = sequence
    } else if !present.contains(.base) {
      base = sequence - 1
    }
    present.formUnion(.base)
    nextSequenceNumber = end
    holeBegin = end
    holeEnd = end
    payloadBytes &+= UInt64(sequence.distance(to: end).magnitude)
    if isSYN { payloadBytes &-= 1 }
  }

  /// A segment that occupies sequence space.
  @inline(always)
  private mutating func occupy(_ begin: SequenceNumber, _ end: SequenceNumber, isSYN: Bool, _ time: Timestamp) {
    if isSYN, !present.contains(.iss) {
      iss = begin
      present.formUnion(.iss)
    }
    if isSYN, begin != iss {
      otherISS = begin
      present.formUnion(.otherISS)
      return
    }
    let ahead = nextSequenceNumber.distance(to: begin)
    if ahead >= 0 {
      if ahead > 0 { openHole(to: begin) }
      proceed(from: begin, to: end)
    } else if nextSequenceNumber.distance(to: end) > 0 {
      payloadBytes &+= UInt64(nextSequenceNumber.distance(to: end).magnitude)
      nextSequenceNumber = end
      countRetransmission(begin, end)
    } else if !isFilling(begin, end) {
      if end == nextSequenceNumber, begin == end - 1 {
        // One byte at SND.NXT-1: a keepalive probe with a byte of garbage, or the last byte again.
        countKeepalive(time)
      }
      countRetransmission(begin, end)
    }
  }

  private mutating func openHole(to begin: SequenceNumber) {
    if holeBegin == holeEnd { holeBegin = nextSequenceNumber }
    holeEnd = begin
  }

  /// Whether the segment brings bytes not seen before although it lies below SND.NXT.
  private mutating func isFilling(_ begin: SequenceNumber, _ end: SequenceNumber) -> Bool {
    guard holeBegin != holeEnd, holeBegin.distance(to: end) > 0, begin.distance(to: holeEnd) > 0 else { return false }
    if holeBegin.distance(to: begin) <= 0 { holeBegin = holeEnd.distance(to: end) >= 0 ? holeEnd : end }
    if holeBegin == holeEnd { (holeBegin, holeEnd) = (nextSequenceNumber, nextSequenceNumber) }
    return true
  }

  private mutating func countRetransmission(_ begin: SequenceNumber, _ end: SequenceNumber) {
    retransmissions &+= 1
    unansweredRetransmissions = Self.increment(unansweredRetransmissions)
  }

  private mutating func countKeepalive(_ time: Timestamp) {
    let followsProbe = last.sequenceNumber == nextSequenceNumber - 1 && last.payloadLength <= 1
    if present.contains(.last), followsProbe { keepaliveInterval = last.time.nanoseconds(until: time) }
    unansweredKeepalives = Self.increment(unansweredKeepalives)
  }

  @inline(always)
  private mutating func takeWindow(_ segment: Segment, otherScales: Bool) {
    let isScaled = otherScales.bit & present.contains(.windowScale).bit & segment.flags.isDisjoint(with: .syn).bit
    window = UInt32(segment.window) << UInt32(isScaled &* scale)
    largestWindow = max(largestWindow, window)
  }

  /// The usual options of everything but a SYN: timestamps or none.
  @inline(always)
  private mutating func takeTimestamp(_ segment: Segment) {
    let isThere = segment.options.kinds.contains(.timestamps)
    lastTimestampValue = isThere.choose(segment.options.timestampValue, lastTimestampValue)
    present.formUnion(.timestamps.times(isThere.bit & present.isDisjoint(with: .iss).bit))
    present.subtract(.sackEdge.times(isThere.bit & segment.flags.contains(.ack).bit))
  }

  private mutating func takeOptions(_ segment: Segment) {
    let options = segment.options
    let isSYN = segment.flags.contains(.syn)
    if options.kinds.contains(.timestamps) {
      if isSYN || !present.contains(.iss) { present.formUnion(.timestamps) }
      if isSYN { synTimestamp = options.timestampValue }
      lastTimestampValue = options.timestampValue
    }
    if isSYN, options.kinds.contains(.windowScale) {
      scale = min(options.windowScale, 14)
      present.formUnion(.windowScale)
    }
    if options.kinds.contains(.multipath), options.multipathSubtypes & 0b11 != 0 { present.formUnion(.multipath) }
    if !options.kinds.isDisjoint(with: [.md5Signature, .authentication]) { present.formUnion(.signed) }
    if isSYN, options.kinds.contains(.fastOpen) || segment.payloadLength > 0 { present.formUnion(.fastOpen) }
    if options.kinds.contains(.sack) {
      sackEdge = options.sackRightEdge
      present.formUnion(.sackEdge)
    } else if segment.flags.contains(.ack) {
      present.subtract(.sackEdge)
    }
  }

  /// What a SYN offers counts if it is the one that began the connection; another one may be anybody's.
  private mutating func takeSYN(_ segment: Segment) {
    guard segment.sequenceNumber == iss else { return }
    takeOptions(segment)
    takeTraits(segment.options.kinds)
  }

  private mutating func takeTraits(_ options: TCPOptions.Kinds) {
    synTraits = options.contains(.maximumSegmentSize) ? [] : .noMaximumSegmentSize
    if options.contains(.scaleFirst) { synTraits.insert(.scaleFirst) }
  }

  static func increment(_ count: UInt16) -> UInt16 { count == .max ? count : count + 1 }
}
