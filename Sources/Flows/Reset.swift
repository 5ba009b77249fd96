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
  /// The last segment of the flow in either direction before the RST that was no RST itself.
  public var previous: SegmentSummary?
  /// An earlier RST of the same sender in this flow, the latest one.
  public var earlierReset: SegmentSummary?
  /// An earlier RST of the other side in this flow, the latest one.
  public var opposingReset: SegmentSummary?
  /// What the capture showed of the flow afterwards.
  public var aftermath: Aftermath
  /// The frame of which this one is a second copy: captured on two interfaces, or in both directions of `lo`.
  public var duplicateOf: FrameID?
  /// The connection between the same endpoints before this one, if the capture showed one.
  public var predecessor: Predecessor?

  /// How an earlier incarnation of the same 4-tuple stood when this one began.
  public struct Predecessor: Hashable, Sendable, BitwiseCopyable {
    /// The earlier flow.
    public var flow: FrameID
    /// When its last segment was captured.
    public var lastTime: Timestamp
    /// What was known of the side that sent the RST.
    public var senderState: EndpointState
    /// What was known of the side that the RST was sent to.
    public var receiverState: EndpointState
    /// SND.NXT of the side that sent the RST.
    public var senderNext: SequenceNumber
    /// SND.NXT of the side that the RST was sent to.
    public var receiverNext: SequenceNumber
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

    /// Nothing came after.
    public init() {}
  }

  /// Assembles a reset.
  public init(
    segment: Segment, flow: FrameID, sentBy: Side, knowsOriginator: Bool, sender: Peer, receiver: Peer,
    provokedBy: SegmentSummary? = nil, previous: SegmentSummary? = nil, earlierReset: SegmentSummary? = nil,
    opposingReset: SegmentSummary? = nil, aftermath: Aftermath = Aftermath(), duplicateOf: FrameID? = nil,
    predecessor: Predecessor? = nil
  ) {
    self.segment = segment
    self.flow = flow
    self.sentBy = sentBy
    self.knowsOriginator = knowsOriginator
    self.sender = sender
    self.receiver = receiver
    self.provokedBy = provokedBy
    self.previous = previous
    self.earlierReset = earlierReset
    self.opposingReset = opposingReset
    self.aftermath = aftermath
    self.duplicateOf = duplicateOf
    self.predecessor = predecessor
  }
}
