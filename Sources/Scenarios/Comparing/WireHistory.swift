import Wire

/// Where each direction's sequence numbers stand as a capture goes on.
///
/// A reader's arithmetic, not a TCP: it believes every segment, forged ones too, because a declaration counts that way.
struct WireHistory {
  private var directions: [FourTuple: Direction] = [:]

  /// One direction of a connection.
  struct Direction {
    /// The number of the first SYN (ISS); nil where none was seen.
    var initial: SequenceNumber?
    /// The number after the highest byte seen (SND.NXT, as far as a capture tells); nil where nothing was seen.
    var next: SequenceNumber?
    /// The control bits of the first SYN: in a simultaneous open a SYN,ACK follows a SYN and says more.
    fileprivate var opening = TCPFlags()
    /// Where segments with payload began: a repetition begins there, and may bring new bytes behind the old.
    fileprivate var starts: Set<SequenceNumber> = []
    /// RSTs that it holds, by their numbers.
    fileprivate var resets: Set<[SequenceNumber]> = []
    /// Repetitions of this direction that the other one has not answered by a RST yet.
    fileprivate var repetitions = 0
    fileprivate var hasFinished = false
    fileprivate var hasReset = false
  }

  /// What came in, with where things stood before it, in order; a stretch of data that several segments carry is one.
  ///
  /// - Parameter divides: whether a bare acknowledgment ends a stretch of data, because it was declared.
  static func packets(in captured: [Captured], divides: (SeenSegment) -> Bool) -> [SeenPacket] {
    var history = WireHistory()
    var packets: [SeenPacket] = []
    /// Where the last packet stands that is not optional.
    var last: Int?
    for packet in captured {
      switch packet {
      case .error(let error):
        last = packets.count
        packets.append(SeenPacket(content: .error(error), isOptional: false))
      case .segment(let segment):
        let seen = history.take(segment)
        if let index = last, let joined = packets[index].segment?.joined(with: seen) {
          packets[index].content = .segment(joined)
          continue
        }
        let isOptional = seen.isBareAcknowledgment || seen.isRepetition
        if !isOptional || divides(seen) { last = packets.count }
        packets.append(SeenPacket(content: .segment(seen), isOptional: isOptional))
      }
    }
    return packets
  }

  private mutating func take(_ segment: Segment) -> SeenSegment {
    let tuple = segment.tuple
    begin(with: segment)
    let own = directions[tuple] ?? Direction()
    let isNew = own.next.map { $0.precedes(segment.endSequenceNumber) } ?? true
    let saysMore = segment.flags.contains(.syn) && !own.hasOpened(with: segment)
    var seen = SeenSegment(
      segment: segment, sequenceNumber: segment.sequenceNumber, payloadLength: Int(segment.payloadLength),
      isRepetition: !isNew && !saysMore && segment.endSequenceNumber != segment.sequenceNumber, own: own,
      other: directions[tuple.reversed] ?? Direction())
    if isNew, let next = own.next, own.starts.contains(segment.sequenceNumber), !segment.flags.contains(.rst) {
      // Retransmission gathers what waits (tcp_retrans_try_collapse): only what is new counts.
      seen.payloadLength = max(0, seen.payloadLength - Int(segment.sequenceNumber.distance(to: next)))
      seen.sequenceNumber = next
    }
    directions[tuple] = own.after(segment, isNew: isNew)
    if seen.isRepetition { directions[tuple]?.repetitions += 1 }
    if segment.flags.contains(.rst) { seen.isRepetition = isAnswerToRepetition(segment) }
    return seen
  }

  /// Whether a RST was sent before, and is sent again only because the other end repeated what draws it.
  private mutating func isAnswerToRepetition(_ segment: Segment) -> Bool {
    let (tuple, other) = (segment.tuple, segment.tuple.reversed)
    let numbers = [segment.sequenceNumber, segment.acknowledgmentNumber]
    let isKnown = directions[tuple]?.resets.insert(numbers).inserted == false
    guard isKnown, let repeated = directions[other]?.repetitions, repeated > 0 else { return false }
    directions[other]?.repetitions -= 1
    return true
  }

  /// Forgets the numbers of a connection that is over where a SYN begins a new one on its ports.
  private mutating func begin(with segment: Segment) {
    let tuple = segment.tuple
    guard segment.flags.contains(.syn), !segment.flags.contains(.rst), isOver(tuple),
      directions[tuple]?.initial != segment.sequenceNumber
    else { return }
    directions[tuple] = nil
    if !segment.flags.contains(.ack) { directions[tuple.reversed] = nil }
  }

  /// Whether the connection on these ports has ended, by a RST or by both FINs.
  private func isOver(_ tuple: FourTuple) -> Bool {
    let (one, other) = (directions[tuple] ?? Direction(), directions[tuple.reversed] ?? Direction())
    return one.hasReset || other.hasReset || (one.hasFinished && other.hasFinished)
  }
}

extension WireHistory.Direction {
  /// Whether this very SYN was seen before.
  fileprivate func hasOpened(with segment: Segment) -> Bool {
    initial == segment.sequenceNumber && opening == segment.flags
  }

  fileprivate func after(_ segment: Segment, isNew: Bool) -> Self {
    var next = self
    if segment.flags.contains(.rst) {
      next.hasReset = true
      return next
    }
    if segment.flags.contains(.syn), initial == nil || initial == segment.sequenceNumber {
      next.initial = segment.sequenceNumber
      next.opening = segment.flags
    }
    if segment.flags.contains(.fin) { next.hasFinished = true }
    if segment.payloadLength > 0 { next.starts.insert(segment.sequenceNumber) }
    // A second, different SYN consumes no number of the connection that it wants to disturb.
    let isStray = segment.flags.contains(.syn) && initial != nil && initial != segment.sequenceNumber
    // An acknowledgment alone sends nothing, wherever it claims to stand; it is a beginning where nothing was seen yet.
    let isBare = segment.endSequenceNumber == segment.sequenceNumber && next.next != nil
    if isNew, !isStray, !isBare { next.next = segment.endSequenceNumber }
    return next
  }
}

extension SeenSegment {
  /// The two as one stretch of data, if the second goes on where the first ended.
  fileprivate func joined(with next: SeenSegment) -> SeenSegment? {
    let isData = { (seen: SeenSegment) in seen.flags.subtracting(.urg) == .ack && seen.segment.payloadLength > 0 }
    guard isData(self), isData(next), flags == next.flags, segment.tuple == next.segment.tuple, !isRepetition,
      !next.isRepetition, segment.endSequenceNumber == next.sequenceNumber
    else { return nil }
    var joined = next
    joined.sequenceNumber = sequenceNumber
    joined.own = own
    joined.payloadLength += payloadLength
    return joined
  }
}
