public import Wire

/// The few facts of an earlier segment that a rule may still want.
public struct SegmentSummary: Hashable, Sendable, BitwiseCopyable {
  /// The frame that carried it.
  public var frame: FrameID
  /// When it was captured.
  public var time: Timestamp
  /// SEG.SEQ.
  public var sequenceNumber: SequenceNumber
  /// SEG.ACK.
  public var acknowledgmentNumber: SequenceNumber
  /// Bytes of payload.
  public var payloadLength: UInt32
  /// The control bits.
  public var flags: TCPFlags
  /// Whether it carried timestamps (RFC 7323 §3).
  public var hasTimestamps: Bool
  /// TSecr, where ``hasTimestamps``.
  public var timestampEcho: UInt32

  /// Stands for no segment where an `Optional` would cost room; no frame has the number 0.
  static let none = SegmentSummary()

  private init() {
    frame = FrameID(number: 0)
    time = Timestamp(nanoseconds: 0)
    sequenceNumber = SequenceNumber(rawValue: 0)
    acknowledgmentNumber = SequenceNumber(rawValue: 0)
    payloadLength = 0
    flags = []
    hasTimestamps = false
    timestampEcho = 0
  }

  /// Itself, or nil if it stands for no segment.
  var ifAny: SegmentSummary? { frame.number == 0 ? nil : self }

  /// What `segment` leaves behind.
  @inlinable
  public init(_ segment: Segment) {
    frame = segment.frame
    time = segment.time
    sequenceNumber = segment.sequenceNumber
    acknowledgmentNumber = segment.acknowledgmentNumber
    payloadLength = segment.payloadLength
    flags = segment.flags
    hasTimestamps = segment.options.kinds.contains(.timestamps)
    timestampEcho = segment.options.timestampEcho
  }

  /// Whether it comes before `other` in the timeline of all captures.
  @inlinable
  public func precedes(_ other: SegmentSummary) -> Bool { frame.precedes(other.frame, at: time, other.time) }

  /// SEQ + length, SYN and FIN counting one each.
  @inlinable
  public var endSequenceNumber: SequenceNumber {
    let control: UInt32 = (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0)
    return sequenceNumber + (payloadLength &+ control)
  }
}
