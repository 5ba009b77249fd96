public import Wire

/// One side of a flow at one moment: facts, never judgements.
///
/// Values of this type lie in every flow and in every pending reset, so absence is a bit beside the number and not an
/// `Optional` around it; the properties show optionals all the same.
public struct Peer: Hashable, Sendable, BitwiseCopyable {
  // What every segment reads or writes comes first, so that it lies together in the cache.
  @usableFromInline var last = SegmentSummary.none
  /// SND.NXT as far as seen: the highest end of what it sent. Meaningful once ``segments`` is above 0.
  public var nextSequenceNumber = SequenceNumber(rawValue: 0)
  @usableFromInline var payloadTime = Timestamp(nanoseconds: .min)
  /// Payload bytes by sequence space, retransmissions not counted twice.
  public var payloadBytes: UInt64 = 0
  @usableFromInline var acknowledgment = SequenceNumber(rawValue: 0)
  @usableFromInline var iss = SequenceNumber(rawValue: 0)
  /// The first of the holes in what was seen of its payload; empty where begin equals end.
  @usableFromInline var holeBegin = SequenceNumber(rawValue: 0)
  @usableFromInline var holeEnd = SequenceNumber(rawValue: 0)
  /// The window it last advertised, scaled, in bytes.
  public var window: UInt32 = 0
  /// The largest window it advertised so far, scaled, in bytes.
  public var largestWindow: UInt32 = 0
  /// TSval of its last segment that carried one. Meaningful if ``usesTimestamps``.
  public var lastTimestampValue: UInt32 = 0
  /// Segments seen from this side, resets included, exact duplicates not.
  public var segments: UInt32 = 0
  /// Segments with payload, retransmissions included.
  public var payloadSegments: UInt32 = 0
  /// RST segments sent so far.
  public var resets: UInt32 = 0
  /// Segments that repeated payload, SYN or FIN sent before.
  public var retransmissions: UInt32 = 0
  @usableFromInline var present: Presence = []
  /// Keepalive probes (length 0 or 1 at SND.NXT-1) since the other side was last heard.
  public var unansweredKeepalives: UInt16 = 0
  /// Retransmissions since the other side was last heard.
  public var unansweredRetransmissions: UInt16 = 0
  /// IPv4 identification of its last segment that was no RST.
  public var lastIdentification: UInt16 = 0
  /// What the capture lets us know of its state.
  public var state: EndpointState = .unseen
  /// Its state before the RST that closed it. Meaningful if ``isClosedByReset``.
  public var stateBeforeReset: EndpointState = .unseen
  @usableFromInline var scale: UInt8 = 0
  /// What its SYN or SYN+ACK tells of the system that wrote it.
  public var synTraits: SYNTraits = []
  /// Time to live of its first segment that was no RST.
  public var firstTimeToLive: UInt8 = 0
  /// Time to live of its last segment that was no RST.
  public var lastTimeToLive: UInt8 = 0

  // What the handshake, the end, and oddities leave.
  @usableFromInline var base = SequenceNumber(rawValue: 0)
  /// When it first sent a segment that was no RST.
  public var firstTime = Timestamp(nanoseconds: 0)
  /// When the RST was captured that closed it. Meaningful if ``isClosedByReset``.
  public var resetTime = Timestamp(nanoseconds: 0)
  @usableFromInline var finFrameNumber = FrameID(number: 0)
  @usableFromInline var finAcknowledgedFrameNumber = FrameID(number: 0)
  /// Nanoseconds between its last two keepalive probes; 0 before the second one.
  public var keepaliveInterval: Int64 = 0
  @usableFromInline var finSequence = SequenceNumber(rawValue: 0)
  @usableFromInline var sackEdge = SequenceNumber(rawValue: 0)
  @usableFromInline var otherISS = SequenceNumber(rawValue: 0)
  /// TSval of its (last) SYN or SYN+ACK (RFC 7323 §3); meaningful where ``usesTimestamps`` and its SYN was seen.
  public var synTimestamp: UInt32 = 0

  /// A side nothing was heard of.
  public init() {}

  /// Which of the facts that may be absent are there, and what is true or false.
  @usableFromInline
  struct Presence: OptionSet, Hashable, Sendable, BitwiseCopyable {
    @usableFromInline let rawValue: UInt16
    @inlinable
    init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Itself, or nothing where the bit is 0.
    @inline(always)
    func times(_ bit: UInt8) -> Presence { Presence(rawValue: rawValue &* UInt16(bit)) }
    @inlinable static var iss: Presence { Presence(rawValue: 1 << 0) }
    @inlinable static var base: Presence { Presence(rawValue: 1 << 1) }
    @inlinable static var acknowledgment: Presence { Presence(rawValue: 1 << 2) }
    @inlinable static var windowScale: Presence { Presence(rawValue: 1 << 3) }
    @inlinable static var fin: Presence { Presence(rawValue: 1 << 4) }
    @inlinable static var finAcknowledged: Presence { Presence(rawValue: 1 << 5) }
    @inlinable static var finAcknowledgedWithPayload: Presence { Presence(rawValue: 1 << 6) }
    @inlinable static var timestamps: Presence { Presence(rawValue: 1 << 7) }
    @inlinable static var signed: Presence { Presence(rawValue: 1 << 8) }
    @inlinable static var multipath: Presence { Presence(rawValue: 1 << 9) }
    @inlinable static var last: Presence { Presence(rawValue: 1 << 10) }
    @inlinable static var sackEdge: Presence { Presence(rawValue: 1 << 11) }
    @inlinable static var otherISS: Presence { Presence(rawValue: 1 << 12) }
    @inlinable static var finArrived: Presence { Presence(rawValue: 1 << 13) }
    @inlinable static var closedByReset: Presence { Presence(rawValue: 1 << 14) }
    @inlinable static var fastOpen: Presence { Presence(rawValue: 1 << 15) }
  }
}
