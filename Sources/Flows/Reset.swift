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
  /// The last segments of the receiver before the RST: what the RST answers, if it answers anything.
  public var provokedBy: SegmentSummary?
  /// The last segment of the flow in either direction before the RST.
  public var previous: SegmentSummary?
  /// An earlier RST of the same sender in this flow, the latest one.
  public var earlierReset: SegmentSummary?
  /// An earlier RST of the other side in this flow, the latest one.
  public var opposingReset: SegmentSummary?
  /// What the capture showed of the flow afterwards.
  public var aftermath: Aftermath

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
    opposingReset: SegmentSummary? = nil, aftermath: Aftermath = Aftermath()
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
  }
}
