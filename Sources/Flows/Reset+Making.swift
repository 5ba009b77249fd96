import Wire

extension FlowEntry {
  /// A RST as the flow stands before it.
  func reset(_ segment: Segment, _ fromLow: Bool, _ provocation: SegmentLog.Entry?) -> Reset {
    fromLow ? reset(segment, fromLow, low, high, provocation) : reset(segment, fromLow, high, low, provocation)
  }

  @inline(__always)
  private func reset(
    _ segment: Segment, _ fromLow: Bool, _ own: Half, _ other: Half, _ provocation: SegmentLog.Entry?
  ) -> Reset {
    Reset(
      segment: segment, flow: id, sentBy: side(isLow: fromLow), knowsOriginator: knowsOriginator, sender: own.peer,
      receiver: other.peer, provokedBy: provocation?.segment,
      previous: (own.peer.last.frame > other.peer.last.frame ? own.peer.last : other.peer.last).ifAny,
      earlierReset: own.trail.lastReset.ifAny, opposingReset: other.trail.lastReset.ifAny,
      quietBeforeProvocation: provocation?.quiet ?? 0, roundTrip: handshake.roundTrip,
      predecessor: predecessor.map { Reset.Predecessor($0, senderIsLow: fromLow) })
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
