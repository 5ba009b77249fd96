import Wire

/// A packet as it came in that a declaration may name.
enum Captured {
  case segment(Segment)
  case error(ICMPError)
}

/// A packet of the capture as a declaration can be held against it.
struct SeenPacket {
  /// What it is.
  var content: Content
  /// Whether a run may hold it or not: a bare acknowledgment, or a repetition of what was seen before.
  var isOptional: Bool

  /// What it is.
  enum Content {
    /// One segment, or several that carry one stretch of data.
    case segment(SeenSegment)
    case error(ICMPError)
  }

  /// The segment, if it is one.
  var segment: SeenSegment? { if case .segment(let segment) = content { segment } else { nil } }
}

/// A segment with the numbers that its direction and the other one had reached before it.
struct SeenSegment {
  /// The segment; the last of those that carry one stretch of data.
  var segment: Segment
  /// SEG.SEQ of the first of them.
  var sequenceNumber: SequenceNumber
  /// Bytes of payload that were new; of a repetition and of a RST, all of them.
  var payloadLength: Int
  /// Whether it says only what was said before.
  var isRepetition: Bool
  /// Where the sender's numbers stood.
  var own: WireHistory.Direction
  /// Where the receiver's numbers stood, for SEG.ACK.
  var other: WireHistory.Direction

  /// The control bits that a declaration names.
  var flags: TCPFlags { segment.flags.subtracting([.psh, .ece, .cwr, .ae, .reserved]) }

  var isBareAcknowledgment: Bool { flags == .ack && segment.payloadLength == 0 }
}
