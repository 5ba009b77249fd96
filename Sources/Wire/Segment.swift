/// One TCP segment with the envelope that carried it: everything a rule may look at, in a value of fixed size.
public struct Segment: Hashable, Sendable, BitwiseCopyable {
  /// The frame that carried it.
  public var frame: FrameID
  /// When it was captured.
  public var time: Timestamp
  /// From whom to whom; the innermost addresses where the frame is a tunnel's.
  public var tuple: FourTuple
  /// SEG.SEQ.
  public var sequenceNumber: SequenceNumber
  /// SEG.ACK; may hold a number although ``TCPFlags/ack`` is not set.
  public var acknowledgmentNumber: SequenceNumber
  /// The control bits.
  public var flags: TCPFlags
  /// SEG.WND as it stands in the header, not scaled.
  public var window: UInt16
  /// Bytes of payload on the wire; the IP length decides, so neither padding nor a snap length changes it.
  public var payloadLength: UInt32
  /// Where the payload begins within the frame's bytes, for the few who read it; 0 where it lies in several frames.
  public var payloadOffset: UInt32
  /// Payload bytes that are present in the capture, at most ``payloadLength``.
  public var capturedPayloadLength: UInt32
  /// The options.
  public var options: TCPOptions
  /// The innermost IP header's fields.
  public var envelope: Envelope

  /// What an acknowledgment of this whole segment would say: SEQ + length, SYN and FIN counting one each.
  @inlinable
  public var endSequenceNumber: SequenceNumber {
    let control: UInt32 = (flags.contains(.syn) ? 1 : 0) &+ (flags.contains(.fin) ? 1 : 0)
    return sequenceNumber + (payloadLength &+ control)
  }

  /// Whether it is a RST whose payload, at least some of it, is in the capture.
  @inlinable
  public var isTalkingReset: Bool { flags.contains(.rst) && capturedPayloadLength > 0 && payloadOffset > 0 }

  /// The first captured bytes of its payload, at most `limit`; `bytes` are those of the frame that it was decoded from.
  /// Empty where that frame holds only the last of its fragments.
  public func payload(in bytes: RawSpan, limit: Int) -> [UInt8] {
    guard payloadOffset > 0 else { return [] }
    let begin = Int(payloadOffset)
    let count = min(limit, Int(capturedPayloadLength), bytes.byteCount - begin)
    guard count > 0 else { return [] }
    var payload: [UInt8] = []
    payload.reserveCapacity(count)
    for offset in begin..<(begin + count) { payload.append(bytes.byte(offset)) }
    return payload
  }

  /// The IP header around a segment, and what lay around that.
  @frozen public struct Envelope: Hashable, Sendable, BitwiseCopyable {
    /// Time to live, or hop limit.
    public var timeToLive: UInt8 = 0
    /// DSCP and ECN: the IPv4 TOS byte or the IPv6 traffic class.
    public var trafficClass: UInt8 = 0
    /// IPv4 identification; 0 for IPv6.
    public var identification: UInt16 = 0
    /// Whether IPv4's Don't Fragment bit is set; false for IPv6.
    public var dontFragment = false
    /// In how many pieces the segment came.
    public var fragmentation = Fragmentation.none
    /// The state of the TCP checksum, where somebody asked for it.
    public var checksum: Checksum = .notExamined
    /// The innermost tunnel, if any.
    public var tunnel: Tunnel = .none
    /// The outermost VLAN identifier, or 0.
    public var vlan: UInt16 = 0
    /// The interface within the source, saturated at 255.
    public var interface: UInt8 = 0
    /// What the link header said of the direction.
    public var direction: LinkDirection = .unknown

    /// An empty envelope.
    @inlinable
    public init() {}
  }

  /// What the TCP checksum turned out to be.
  public enum Checksum: UInt8, Sendable, BitwiseCopyable {
    /// Nobody looked.
    case notExamined
    /// Too few bytes in the capture, or a fragment.
    case unknown
    /// As the header and the payload say.
    case valid
    /// Only the pseudo-header was summed: the packet was captured at its sender before checksum offload.
    case partial
    /// Neither valid nor partial.
    case wrong

    /// Whether a receiver would have to drop the segment; a partial sum is one that nobody completed.
    public var isFailure: Bool { self == .wrong || self == .partial }
  }

  /// What fragments the segment was read from.
  public enum Fragmentation: UInt8, Sendable, BitwiseCopyable {
    /// Its datagram came whole.
    case none
    /// All fragments of its datagram.
    case all
    /// The first one alone, since the snap length cut it.
    case cutFirst
    /// The first one alone, since the others never came: its receiver never saw the segment.
    case lonelyFirst
  }

  /// How the inner packet was carried.
  public enum Tunnel: UInt8, Sendable, BitwiseCopyable {
    case none, ipInIP, sixInFour, gre, erspan, vxlan, geneve, gtpU, teredo, ayiya
    case capwap, lwapp, l2tp, lisp, etherIP, mplsInIP, tzsp, pimRegister, amt, jmirror, sflow
  }

  /// Which way the capturing host saw the frame go (Linux cooked headers).
  public enum LinkDirection: UInt8, Sendable, BitwiseCopyable {
    case unknown, incoming, outgoing, other
  }

  /// Assembles a segment.
  @inlinable
  public init(
    frame: FrameID, time: Timestamp, tuple: FourTuple, sequenceNumber: SequenceNumber,
    acknowledgmentNumber: SequenceNumber, flags: TCPFlags, window: UInt16, payloadLength: UInt32,
    payloadOffset: UInt32 = 0, capturedPayloadLength: UInt32 = 0, options: TCPOptions = TCPOptions(),
    envelope: Envelope = Envelope()
  ) {
    self.frame = frame
    self.time = time
    self.tuple = tuple
    self.sequenceNumber = sequenceNumber
    self.acknowledgmentNumber = acknowledgmentNumber
    self.flags = flags
    self.window = window
    self.payloadLength = payloadLength
    self.payloadOffset = payloadOffset
    self.capturedPayloadLength = capturedPayloadLength
    self.options = options
    self.envelope = envelope
  }
}
