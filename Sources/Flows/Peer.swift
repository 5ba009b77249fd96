public import Wire

/// One side of a flow at one moment: facts, never judgements.
///
/// Values of this type lie in every flow and in every pending reset, so absence is a bit beside the number and not an
/// `Optional` around it; the properties show optionals all the same.
public struct Peer: Hashable, Sendable, BitwiseCopyable {
  // Eight bytes each.
  var last = SegmentSummary.none
  var finFrameNumber = FrameID(number: 0)
  var finAcknowledgedFrameNumber = FrameID(number: 0)
  var payloadTime = Timestamp(nanoseconds: .min)
  /// When it first sent a segment that was no RST.
  public var firstTime = Timestamp(nanoseconds: 0)
  /// Payload bytes by sequence space, retransmissions not counted twice.
  public var payloadBytes: UInt64 = 0
  /// Nanoseconds between its last two keepalive probes; 0 before the second one.
  public var keepaliveInterval: Int64 = 0

  // Four bytes each.
  var iss = SequenceNumber(rawValue: 0)
  /// SND.NXT as far as seen: the highest end of what it sent. Meaningful once ``segments`` is above 0.
  public var nextSequenceNumber = SequenceNumber(rawValue: 0)
  var base = SequenceNumber(rawValue: 0)
  var acknowledgment = SequenceNumber(rawValue: 0)
  var finSequence = SequenceNumber(rawValue: 0)
  var sackEdge = SequenceNumber(rawValue: 0)
  var otherISS = SequenceNumber(rawValue: 0)
  /// The first of the holes in what was seen of its payload; empty where begin equals end.
  var holeBegin = SequenceNumber(rawValue: 0)
  var holeEnd = SequenceNumber(rawValue: 0)
  /// The window it last advertised, scaled, in bytes.
  public var window: UInt32 = 0
  /// The largest window it advertised so far, scaled, in bytes.
  public var largestWindow: UInt32 = 0
  /// TSval of its (last) SYN or SYN+ACK (RFC 7323 §3); meaningful where ``usesTimestamps`` and its SYN was seen.
  public var synTimestamp: UInt32 = 0
  /// TSval of its last segment that carried one. Meaningful if ``usesTimestamps``.
  public var lastTimestampValue: UInt32 = 0
  /// Segments seen from this side, resets included, exact duplicates not.
  public var segments: UInt32 = 0
  /// Segments with payload, retransmissions included.
  public var payloadSegments: UInt32 = 0
  /// Segments that repeated payload, SYN or FIN sent before.
  public var retransmissions: UInt32 = 0
  /// RST segments sent so far.
  public var resets: UInt32 = 0

  // Two bytes and one.
  /// Keepalive probes (length 0 or 1 at SND.NXT-1) since the other side was last heard.
  public var unansweredKeepalives: UInt16 = 0
  /// Retransmissions since the other side was last heard.
  public var unansweredRetransmissions: UInt16 = 0
  /// IPv4 identification of its last segment that was no RST.
  public var lastIdentification: UInt16 = 0
  var present: Presence = []
  /// What the capture lets us know of its state.
  public var state: EndpointState = .unseen
  /// Its state before the RST that closed it. Meaningful if ``isClosedByReset``.
  public var stateBeforeReset: EndpointState = .unseen
  var scale: UInt8 = 0
  /// What its SYN or SYN+ACK tells of the system that wrote it.
  public var synTraits: SYNTraits = []
  /// Time to live of its first segment that was no RST.
  public var firstTimeToLive: UInt8 = 0
  /// Time to live of its last segment that was no RST.
  public var lastTimeToLive: UInt8 = 0

  /// A side nothing was heard of.
  public init() {}

  /// Which of the facts that may be absent are there, and what is true or false.
  struct Presence: OptionSet, Hashable, Sendable, BitwiseCopyable {
    let rawValue: UInt16
    static let iss = Presence(rawValue: 1 << 0)
    static let base = Presence(rawValue: 1 << 1)
    static let acknowledgment = Presence(rawValue: 1 << 2)
    static let windowScale = Presence(rawValue: 1 << 3)
    static let fin = Presence(rawValue: 1 << 4)
    static let finAcknowledged = Presence(rawValue: 1 << 5)
    static let finAcknowledgedWithPayload = Presence(rawValue: 1 << 6)
    static let timestamps = Presence(rawValue: 1 << 7)
    static let signed = Presence(rawValue: 1 << 8)
    static let multipath = Presence(rawValue: 1 << 9)
    static let last = Presence(rawValue: 1 << 10)
    static let sackEdge = Presence(rawValue: 1 << 11)
    static let otherISS = Presence(rawValue: 1 << 12)
    static let finArrived = Presence(rawValue: 1 << 13)
    static let closedByReset = Presence(rawValue: 1 << 14)
    static let fastOpen = Presence(rawValue: 1 << 15)
  }
}
