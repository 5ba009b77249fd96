import Wire

/// Everything that the table keeps of one flow.
struct FlowEntry: BitwiseCopyable {
  var key: FlowKey
  var id: FrameID
  var firstTime: Timestamp
  var lastFrame: FrameID
  var lastTime: Timestamp
  var originator = Peer()
  var responder = Peer()
  var originatorTrail = Trail()
  var responderTrail = Trail()
  var packets: UInt32 = 0
  /// Silence before the segment that is being followed, in nanoseconds.
  var quiet: Int64 = 0
  var handshake = Handshake()
  /// Whether the originator's endpoint comes first in the key's order.
  var originatorIsLow: Bool
  var knowsOriginator = false
  /// Whether this place of the table is in use.
  var isLive = true
  var tunnel: Segment.Tunnel = .none
  var predecessor: Predecessor?

  /// What follows one side besides its facts: where its latest segments and resets are found.
  struct Trail: BitwiseCopyable {
    var logged: SegmentLog.Mark = 0
    var reset: PendingResets.Mark = 0
    var lastReset = SegmentSummary.none
    var copy = CopyMarks()
  }

  /// How an earlier incarnation stood, by the key's order of the endpoints.
  struct Predecessor: BitwiseCopyable {
    var flow: FrameID
    var lastTime: Timestamp
    var lowState: EndpointState
    var highState: EndpointState
    var lowAcknowledged: SequenceNumber?
    var highAcknowledged: SequenceNumber?
  }

  init(_ segment: Segment, key: FlowKey, originatorIsLow: Bool, predecessor: Predecessor?) {
    self.key = key
    self.originatorIsLow = originatorIsLow
    self.predecessor = predecessor
    id = segment.frame
    firstTime = segment.time
    lastFrame = segment.frame
    lastTime = segment.time
    tunnel = segment.envelope.tunnel
  }

  /// Whether the connection ended: an acceptable RST, or a FIN from each side.
  var isOver: Bool {
    originator.isClosedByReset || responder.isClosedByReset
      || (originator.finSequenceNumber != nil && responder.finSequenceNumber != nil)
  }

  /// What the next incarnation should know of this one.
  var asPredecessor: Predecessor {
    let (low, high) = originatorIsLow ? (originator, responder) : (responder, originator)
    return Predecessor(
      flow: id, lastTime: lastTime, lowState: low.state, highState: high.state, lowAcknowledged: low.acknowledged,
      highAcknowledged: high.acknowledged)
  }

  func peer(_ side: Side) -> Peer { side == .originator ? originator : responder }

  func trail(_ side: Side) -> Trail { side == .originator ? originatorTrail : responderTrail }
}
