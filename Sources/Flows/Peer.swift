public import Wire

/// One side of a flow at one moment: facts, never judgements.
public struct Peer: Hashable, Sendable, BitwiseCopyable {
  /// What the capture lets us know of its state.
  public var state: EndpointState = .unseen
  /// Its ISS, if its SYN was seen.
  public var initialSequenceNumber: SequenceNumber?
  /// SND.NXT as far as seen: the highest end of what it sent. Meaningful once ``segments`` is above 0.
  public var nextSequenceNumber = SequenceNumber(rawValue: 0)
  /// RCV.NXT as far as it said: the highest acknowledgment it sent.
  public var acknowledged: SequenceNumber?
  /// The window it last advertised, scaled, in bytes.
  public var window: UInt32 = 0
  /// Its shift count, if its SYN carried one (RFC 7323 §2).
  public var windowScale: UInt8?
  /// Where its FIN stood in sequence space, if it sent one.
  public var finSequenceNumber: SequenceNumber?
  /// The frame of its (first) FIN.
  public var finFrame: FrameID?
  /// The first frame of the other side that acknowledged its FIN, and whether that frame also carried payload.
  public var finAcknowledgedFrame: FrameID?
  /// Whether the segment that first acknowledged its FIN carried payload.
  public var finAcknowledgedWithPayload = false
  /// Segments seen from this side, resets included.
  public var segments: UInt32 = 0
  /// Segments with payload, retransmissions included.
  public var payloadSegments: UInt32 = 0
  /// Payload bytes by sequence space, retransmissions not counted twice.
  public var payloadBytes: UInt64 = 0
  /// Segments that repeated payload, SYN or FIN sent before.
  public var retransmissions: UInt32 = 0
  /// Keepalive probes (length 0 or 1 at SND.NXT-1) since the other side was last heard.
  public var unansweredKeepalives: UInt32 = 0
  /// Nanoseconds between its last two keepalive probes; 0 before the second one.
  public var keepaliveInterval: Int64 = 0
  /// RST segments sent so far.
  public var resets: UInt32 = 0
  /// Whether this side's SYN offered timestamps, or, mid-stream, its segments carry them.
  public var usesTimestamps = false
  /// TSval of its (last) SYN or SYN+ACK (RFC 7323 §3); meaningful where ``usesTimestamps`` and its SYN was seen.
  public var synTimestamp: UInt32 = 0
  /// Whether this side sent an MD5 or TCP-AO signature.
  public var isSigned = false
  /// Whether this side's SYN carried MP_CAPABLE or MP_JOIN.
  public var usesMultipath = false
  /// Time to live of its first segment that was no RST.
  public var firstTimeToLive: UInt8 = 0
  /// Time to live of its last segment that was no RST.
  public var lastTimeToLive: UInt8 = 0
  /// IPv4 identification of its last segment that was no RST.
  public var lastIdentification: UInt16 = 0
  /// When it first and last sent a segment that was no RST.
  public var firstTime = Timestamp(nanoseconds: 0)
  /// When it last sent a segment that was no RST.
  public var lastTime = Timestamp(nanoseconds: 0)
  /// When it last sent payload.
  public var lastPayloadTime: Timestamp?
  /// Its last segment that was no RST.
  public var lastFrame: FrameID?

  /// A side nothing was heard of.
  public init() {}
}

/// The two sides of a flow.
public enum Side: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Who opened the connection, or who was seen first where no SYN was.
  case originator
  /// The other one.
  case responder

  /// The other side.
  @inlinable
  public var other: Side { self == .originator ? .responder : .originator }
}
