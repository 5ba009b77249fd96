import Wire

/// When a segment belongs to a new connection between the same endpoints.
extension FlowTable {
  /// The place of the flow that `segment` belongs to: the one at `place`, or a new one that takes its room.
  @inline(__always)
  mutating func incarnation(of segment: Segment, at place: Int, _ key: FlowKey, _ fromLow: Bool) -> Int {
    if segment.flags.contains(.syn), !segment.flags.contains(.ack) {
      return receiveSYN(segment, at: place, key, fromLow)
    }
    if !suspectSYNs.isEmpty, segment.flags.contains(.ack), let syn = suspectSYNs[place] {
      return answer(segment, to: syn, at: place, key, fromLow)
    }
    return place
  }

  /// A bare SYN with another number than the flow's: a new connection if the old one is over or was never answered.
  /// Otherwise an old duplicate, a forgery or a new connection: what answers it will tell (RFC 9293 §3.10.7.4).
  private mutating func receiveSYN(_ segment: Segment, at place: Int, _ key: FlowKey, _ fromLow: Bool) -> Int {
    let entry = entries[place]
    let side: Side = entry.originatorIsLow == fromLow ? .originator : .responder
    guard let base = entry.peer(side).baseSequenceNumber, base != segment.sequenceNumber else { return place }
    let isAnswered = entry.peer(side.other).segments > 0
    if entry.isOver || !isAnswered { return renew(place, segment, key, fromLow) }
    suspectSYNs[place] = segment
    return place
  }

  /// A SYN+ACK of the suspect SYN begins the new connection, and so does a RST that refuses it to an established one.
  private mutating func answer(
    _ segment: Segment, to syn: Segment, at place: Int, _ key: FlowKey, _ fromLow: Bool
  ) -> Int {
    guard segment.tuple == syn.tuple.reversed, segment.acknowledgmentNumber == syn.endSequenceNumber else {
      return place
    }
    let entry = entries[place]
    let side: Side = entry.originatorIsLow == fromLow ? .responder : .originator
    let isAccepted = segment.flags.contains(.syn)
    let isRefused = segment.flags.contains(.rst) && !entry.peer(side).isInHandshake
    guard isAccepted || isRefused else { return place }
    entries[place].disown(syn, side)
    let new = renew(place, syn, key, !fromLow)
    follow(syn, at: new, !fromLow)
    return new
  }

  /// Ends the flow at `place` and begins another one between the same endpoints.
  private mutating func renew(_ place: Int, _ segment: Segment, _ key: FlowKey, _ fromLow: Bool) -> Int {
    let predecessor = entries[place].asPredecessor
    retire(place)
    return begin(segment, key, fromLow, predecessor: predecessor)
  }

  /// Puts a new flow into the table and returns its place.
  mutating func begin(
    _ segment: Segment, _ key: FlowKey, _ fromLow: Bool, predecessor: FlowEntry.Predecessor?
  ) -> Int {
    makeRoom()
    flowCount += 1
    let entry = FlowEntry(
      segment, key: key, originatorIsLow: fromLow, predecessor: predecessor)
    let place: Int
    if let last = free.popLast() {
      place = Int(last)
      entries[place] = entry
    } else {
      place = entries.count
      entries.append(entry)
    }
    index.insert(place, hash: key.hash)
    return place
  }
}

extension Peer {
  /// Whether this side's handshake was still going on.
  fileprivate var isInHandshake: Bool { state == .synSent || state == .synReceived }
}

extension FlowEntry {
  /// Takes back the count of a SYN that turned out to begin the next connection.
  fileprivate mutating func disown(_ syn: Segment, _ side: Side) {
    packets &-= 1
    if side == .originator {
      originator.segments &-= 1
      originator.differingSYN = nil
    } else {
      responder.segments &-= 1
      responder.differingSYN = nil
    }
  }
}
