import Wire

/// Everything that the table keeps of one flow.
struct FlowEntry: BitwiseCopyable {
  var key: FlowKey
  var id: FrameID
  var firstTime: Timestamp
  var lastFrame: FrameID
  var lastTime: Timestamp
  var low = Half()
  var high = Half()
  var packets: UInt32 = 0
  /// Silence before the segment that is being followed, in nanoseconds.
  var quiet: Int64 = 0
  var handshake = Handshake()
  /// Whether the originator's endpoint comes first in the key's order.
  var originatorIsLow: Bool
  var knowsOriginator = false
  /// Whether the table has noted that it is over.
  var isQueued = false
  /// Whether this place of the table is in use.
  var isLive = true
  /// Whether Zeek would have begun another record since the flow began.
  var hasEarlierRecord = false
  var tunnel: Segment.Tunnel = .none
  var zeek: ZeekConnection
  var predecessor: Predecessor?

  /// One side, by the key's order of the endpoints.
  struct Half: BitwiseCopyable {
    var peer = Peer()
    var trail = Trail()
  }

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

  init(_ segment: Segment, key: FlowKey, fromLow: Bool, predecessor: Predecessor?) {
    self.key = key
    zeek = ZeekConnection(segment, fromLow: fromLow)
    originatorIsLow = zeek.originatorIsLow
    self.predecessor = predecessor
    id = segment.frame
    firstTime = segment.time
    lastFrame = segment.frame
    lastTime = segment.time
    tunnel = segment.envelope.tunnel
  }

  /// Whether the connection ended: an acceptable RST, or a FIN from each side.
  var isOver: Bool {
    low.peer.isClosedByReset || high.peer.isClosedByReset
      || (low.peer.present.contains(.fin) && high.peer.present.contains(.fin))
  }

  /// Whether a side repeated itself since it last heard the other one.
  var hasUnanswered: Bool { low.peer.unansweredRetransmissions > 0 || high.peer.unansweredRetransmissions > 0 }

  /// What the next incarnation should know of this one.
  var asPredecessor: Predecessor {
    Predecessor(
      flow: id, lastTime: lastTime, lowState: low.peer.state, highState: high.peer.state,
      lowAcknowledged: low.peer.acknowledged, highAcknowledged: high.peer.acknowledged)
  }

  /// The side that the lower or the higher endpoint is.
  @inline(__always)
  func side(isLow: Bool) -> Side { isLow == originatorIsLow ? .originator : .responder }

  func peer(_ side: Side) -> Peer { (side == .originator) == originatorIsLow ? low.peer : high.peer }

  var originator: Peer { originatorIsLow ? low.peer : high.peer }

  var responder: Peer { originatorIsLow ? high.peer : low.peer }
}
