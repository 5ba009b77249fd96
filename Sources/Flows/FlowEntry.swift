import Wire

/// Everything that the table keeps of one flow.
struct FlowEntry: BitwiseCopyable {
  // The first line of the cache holds all that is asked of flows that are looked for, or at in passing.
  var key = FlowKey.none
  var lastTime = Timestamp(nanoseconds: 0)
  var packets: UInt32 = 0
  /// Whether this place of the table is in use.
  var isLive = true
  /// Whether the table has noted that it is over.
  var isQueued = false
  /// Whether Zeek would have begun another record since the flow began.
  var hasEarlierRecord = false
  /// Whether the table knows of an earlier flow between the same endpoints.
  var hasPredecessor = false
  var id = FrameID(number: 0)
  var lastFrame = FrameID(number: 0)
  var firstTime = Timestamp(nanoseconds: 0)
  var handshake = Handshake()
  var roles = Roles()
  /// Its latest reset, while nothing but RSTs followed it.
  var unsaved = UnsavedReset()
  var tunnel = Segment.Tunnel.none
  private var halves = InlineArray<2, Half>(repeating: Half())

  /// A reset while the flow itself still shows how both sides stood before it, and what leads back there: to save it asks
  /// for no other memory.
  struct UnsavedReset: BitwiseCopyable {
    /// 0 where there is none.
    var mark: PendingResets.Mark = 0
    /// The RST before it from the same side.
    var previous: PendingResets.Mark = 0
    /// How many RSTs came before it without anything else between.
    var run: UInt8 = 0
    /// What it changed.
    var effect: Peer.ResetEffect = []
    /// Whether the lower endpoint sent it.
    var fromLow = false
  }

  /// One side, by the key's order of the endpoints.
  struct Half: BitwiseCopyable {
    var trail = Trail()
    var peer = Peer()
  }

  /// What follows one side besides its facts: where its latest segments and resets are found.
  struct Trail: BitwiseCopyable {
    // What every segment touches comes last, so that it lies beside the hot part of the facts in the cache.
    var lastReset = SegmentSummary.none
    var logged: SegmentLog.Mark = 0
    var reset: PendingResets.Mark = 0
    var copy = CopyMarks()
    /// Whether a RST,ACK of this side ended the connection and nothing of it came since.
    var hasAborted = false
  }

  /// Those of all places. They are handed on together: few flows have one, and an optional that is put together for the next
  /// function would be waited for there.
  typealias Predecessors = [Int: Predecessor]

  /// How an earlier incarnation stood, by the key's order of the endpoints.
  struct Predecessor: BitwiseCopyable {
    var flow: FrameID
    var lastTime: Timestamp
    var lowState: EndpointState
    var highState: EndpointState
    var lowAcknowledged: SequenceNumber?
    var highAcknowledged: SequenceNumber?
  }

  /// Begins a flow, whatever lay there before; its first segment is still to be followed.
  @inline(always)
  mutating func begin(_ segment: Segment, key: FlowKey, fromLow: Bool) {
    self.key = key
    (lastTime, lastFrame, id, firstTime) = (segment.time, segment.frame, segment.frame, segment.time)
    (packets, unsaved) = (0, UnsavedReset())
    (roles, handshake) = (Roles(segment, fromLow: fromLow), Handshake())
    (isQueued, isLive, hasEarlierRecord, hasPredecessor) = (false, true, false, false)
    tunnel = segment.envelope.tunnel
    halves = InlineArray(repeating: Half())
  }

  /// Whether the connection ended: an acceptable RST, or a FIN from each side.
  var isOver: Bool {
    let (low, high) = (self[isLow: true].peer.present, self[isLow: false].peer.present)
    return low.union(high).contains(.closedByReset) || low.intersection(high).contains(.fin)
  }

  /// The side that keeps trying without an answer, if one does.
  @inline(always)
  var tryingSide: Side? {
    // Both sides in one look, for nearly all flows end here.
    let unanswered =
      self[isLow: true].peer.unansweredRetransmissions | self[isLow: false].peer.unansweredRetransmissions
    if unanswered == 0 || hasReset { return nil }
    return isTrying(.originator) ? .originator : isTrying(.responder) ? .responder : nil
  }

  /// A FIN that is repeated is nobody's call: the application has closed.
  @inline(always)
  private func isTrying(_ side: Side) -> Bool {
    let isLow = isLow(side)
    guard self[isLow: isLow].peer.unansweredRetransmissions > 0, !self[isLow: isLow].peer.present.contains(.fin) else {
      return false
    }
    let state = self[isLow: isLow].peer.state
    return state == .synSent || (state != .closed && self[isLow: isLow].peer.payloadSegments > 0)
  }

  /// The side that denied knowing the connection on which it kept trying, if one did.
  var disowningSide: Side? { Side.allCases.first(where: hasDisowned) }

  /// Whether a side repeated itself more than once.
  var hasRepeated: Bool {
    self[isLow: true].peer.retransmissions | self[isLow: false].peer.retransmissions > 1
  }

  /// Whether a side refused, by a RST that answers, a connection on which its own payload was still unacknowledged after
  /// repetitions, although neither end had ended it.
  private func hasDisowned(_ side: Side) -> Bool {
    let (own, other) = (self[isLow: isLow(side)], peer(side.other))
    guard own.peer.resets > 0, other.resets == 0, !own.trail.hasAborted, !own.trail.lastReset.flags.contains(.ack)
    else {
      return false
    }
    return own.peer.retransmissions >= 2 && own.peer.payloadSegments > 0 && !own.peer.present.contains(.fin)
      && !other.present.contains(.fin) && other.acknowledged?.precedes(own.peer.nextSequenceNumber) ?? false
  }

  /// Whether a RST was sent.
  var hasReset: Bool { self[isLow: true].peer.resets | self[isLow: false].peer.resets > 0 }

  /// What the next incarnation should know of this one.
  var asPredecessor: Predecessor {
    let (low, high) = (self[isLow: true].peer, self[isLow: false].peer)
    return Predecessor(
      flow: id, lastTime: lastTime, lowState: low.state, highState: high.state, lowAcknowledged: low.acknowledged,
      highAcknowledged: high.acknowledged)
  }

  /// What is kept of the lower or the higher endpoint. The two directions of a flow mix at random, so that a jump would
  /// be guessed wrong every other time; a place can be computed.
  @inline(always)
  subscript(isLow isLow: Bool) -> Half {
    _read { yield halves[isLow ? 0 : 1] }
    _modify { yield &halves[isLow ? 0 : 1] }
  }

  /// Changes the half that a segment came from, and the other one, together.
  @inline(always)
  mutating func withHalves<Result>(
    _ fromLow: Bool, _ body: (_ own: inout Half, _ other: inout Half) -> Result
  ) -> Result {
    let own = fromLow ? 0 : 1
    return unsafe withUnsafeMutablePointer(to: &halves) { halves in
      unsafe halves.withMemoryRebound(to: Half.self, capacity: 2) { unsafe body(&$0[own], &$0[1 - own]) }
    }
  }

  /// The side that the lower or the higher endpoint is.
  @inline(always)
  func side(isLow: Bool) -> Side { isLow == roles.originatorIsLow ? .originator : .responder }

  /// Whether a side is the lower endpoint; the reverse of ``side(isLow:)``.
  @inline(always)
  func isLow(_ side: Side) -> Bool { (side == .originator) == roles.originatorIsLow }

  private func peer(_ side: Side) -> Peer { self[isLow: isLow(side)].peer }
}
