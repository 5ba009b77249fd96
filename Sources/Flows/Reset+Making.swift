import Wire

extension Reset {
  /// A RST as the flow stood before it.
  init(_ segment: Segment, fromLow: Bool, _ entry: FlowEntry, provokedBy: SegmentLog.Entry?) {
    let (own, other) = fromLow ? (entry.low, entry.high) : (entry.high, entry.low)
    let latest = own.peer.last.frame > other.peer.last.frame ? own.peer.last : other.peer.last
    self.init(
      segment: segment, flow: entry.id, sentBy: entry.side(isLow: fromLow), knowsOriginator: entry.knowsOriginator,
      sender: own.peer, receiver: other.peer, provokedBy: provokedBy?.segment, previous: latest.ifAny,
      earlierReset: own.trail.lastReset.ifAny, opposingReset: other.trail.lastReset.ifAny,
      quietBeforeProvocation: provokedBy?.quiet ?? 0, roundTrip: entry.handshake.roundTrip,
      predecessor: entry.predecessor.map { Predecessor($0, senderIsLow: fromLow) })
  }
}

extension Reset.Predecessor {
  init(_ earlier: FlowEntry.Predecessor, senderIsLow: Bool) {
    self.init(
      flow: earlier.flow, lastTime: earlier.lastTime, sender: senderIsLow ? earlier.lowState : earlier.highState,
      receiver: senderIsLow ? earlier.highState : earlier.lowState,
      senderAcknowledged: senderIsLow ? earlier.lowAcknowledged : earlier.highAcknowledged)
  }
}
