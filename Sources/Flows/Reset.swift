public import Wire

/// A RST with its sender and what the capture knew of both sides at that moment, and what came after.
public struct Reset: Hashable, Sendable, BitwiseCopyable {
  /// The RST itself; its frame names the reset.
  public var segment: Segment
  /// The flow, named by its first frame.
  public var flow: FrameID
  /// Which side's address it bears.
  public var sentBy: Side
  /// Whether originator and responder are known from a SYN or a SYN+ACK; otherwise ``sentBy`` is a guess.
  public var knowsOriginator: Bool
  /// The side whose address the RST bears, before the RST.
  public var sender: Peer
  /// The side that it was sent to, before the RST.
  public var receiver: Peer
  /// The segment of the receiver that a passive RST answers: its acknowledgment is the RST's sequence number, or, where
  /// it had none, its end is the RST's acknowledgment (RFC 9293 §3.5.2). Nil for a RST that answers nothing seen.
  public var provokedBy: SegmentSummary?
  /// An earlier RST of the same sender in this flow, the latest one.
  public var earlierReset: SegmentSummary?
  /// Whether an earlier RST,ACK of the same sender ended the connection, and nothing but RSTs came from it since.
  public var followsAbort = false
  /// An earlier RST of the other side in this flow, the latest one.
  public var opposingReset: SegmentSummary?
  /// Nanoseconds of silence in both directions before ``provokedBy``; 0 where that was the flow's first segment.
  public var quietBeforeProvocation: Int64
  /// Nanoseconds from SYN to SYN+ACK and on to the ACK: the whole way round, wherever it was captured. Nil where the
  /// handshake was not seen whole, or where a SYN or SYN+ACK was repeated.
  public var roundTrip: Int64?
  /// What the same two endpoints had before this flow, if the capture shows it.
  public var predecessor: Predecessor?
  /// What the capture showed of the flow afterwards.
  public var aftermath: Aftermath
  /// The frame of which this one is a second copy: captured on two interfaces, or in both directions of `lo`.
  public var duplicateOf: FrameID?

  /// How the preceding flow between the same two endpoints and ports had ended when this one began.
  public struct Predecessor: Hashable, Sendable, BitwiseCopyable {
    /// The preceding flow, named by its first frame.
    public var flow: FrameID
    /// When its last segment was captured.
    public var lastTime: Timestamp
    /// The state that the sender of this RST had reached in it.
    public var sender: EndpointState
    /// The state that the receiver of this RST had reached in it.
    public var receiver: EndpointState
    /// RCV.NXT of the sender of this RST in it, as far as it said.
    public var senderAcknowledged: SequenceNumber?

    /// Describes a preceding flow.
    public init(
      flow: FrameID, lastTime: Timestamp, sender: EndpointState, receiver: EndpointState,
      senderAcknowledged: SequenceNumber? = nil
    ) {
      self.flow = flow
      self.lastTime = lastTime
      self.sender = sender
      self.receiver = receiver
      self.senderAcknowledged = senderAcknowledged
    }
  }

  /// What came after a RST, up to the end of its flow or three seconds of capture time.
  public struct Aftermath: Hashable, Sendable, BitwiseCopyable {
    /// The sender's first later segment that was no RST.
    public var senderContinued: SegmentSummary?
    /// The receiver's first later segment that was no RST and no bare acknowledgment.
    public var receiverContinued: SegmentSummary?
    /// A bare acknowledgment by the receiver of just what it had received before: a challenge ACK (RFC 5961 §3.2).
    public var challenge: SegmentSummary?
    /// The sender's next RST.
    public var nextReset: SegmentSummary?
    /// The receiver's first later RST: of the active shape, it shows that this RST ended nothing (crossing resets).
    public var receiverReset: SegmentSummary?

    /// Nothing came after.
    public init() {}

    /// Which of it became known.
    public struct Parts: OptionSet, Hashable, Sendable, BitwiseCopyable {
      /// One bit for each.
      public let rawValue: UInt8
      /// Wraps raw bits.
      public init(rawValue: UInt8) { self.rawValue = rawValue }
      /// ``Aftermath/senderContinued``.
      public static let senderContinued = Parts(rawValue: 1 << 0)
      /// ``Aftermath/receiverContinued``.
      public static let receiverContinued = Parts(rawValue: 1 << 1)
      /// That it did so with payload.
      public static let receiverWrote = Parts(rawValue: 1 << 2)
      /// ``Aftermath/challenge``.
      public static let challenge = Parts(rawValue: 1 << 3)
      /// ``Aftermath/nextReset``, where the sender is the originator.
      public static let originatorReset = Parts(rawValue: 1 << 4)
      /// ``Aftermath/nextReset``, where the sender is the responder.
      public static let responderReset = Parts(rawValue: 1 << 5)
      /// ``Aftermath/receiverReset``.
      public static let receiverReset = Parts(rawValue: 1 << 6)
      /// Every part.
      public static let all = Parts(rawValue: .max)
    }
  }

  /// Stands for no reset where one is about to be written.
  static let none = Reset(
    segment: .none, flow: FrameID(number: 0), sentBy: .originator, knowsOriginator: false, sender: Peer(),
    receiver: Peer())

  /// Assembles a reset.
  public init(
    segment: Segment, flow: FrameID, sentBy: Side, knowsOriginator: Bool, sender: Peer, receiver: Peer,
    provokedBy: SegmentSummary? = nil, earlierReset: SegmentSummary? = nil, opposingReset: SegmentSummary? = nil,
    quietBeforeProvocation: Int64 = 0, roundTrip: Int64? = nil, predecessor: Predecessor? = nil,
    aftermath: Aftermath = Aftermath()
  ) {
    self.segment = segment
    self.flow = flow
    self.sentBy = sentBy
    self.knowsOriginator = knowsOriginator
    self.sender = sender
    self.receiver = receiver
    self.provokedBy = provokedBy
    self.earlierReset = earlierReset
    self.opposingReset = opposingReset
    self.quietBeforeProvocation = quietBeforeProvocation
    self.roundTrip = roundTrip
    self.predecessor = predecessor
    self.aftermath = aftermath
  }
}
