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
    let base = entries[place][isLow: fromLow].peer.baseSequenceNumber
    guard let base, base != segment.sequenceNumber else { return place }
    let isAnswered = entries[place][isLow: !fromLow].peer.segments > 0
    if entries[place].isOver || !isAnswered { return renew(place, segment, key, fromLow) }
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
    let suspect = entries[place][isLow: !fromLow].peer
    let isAccepted = segment.flags.contains(.syn)
    let isRefused = segment.flags.contains(.rst) && !suspect.isInHandshake
    guard isAccepted || isRefused else { return place }
    saveReset(at: place)
    entries[place].disown(syn, fromLow: !fromLow)
    disownRecord(begunBy: syn, at: place)
    let new = renew(place, syn, key, !fromLow)
    follow(syn, at: new, !fromLow)
    return new
  }

  /// Ends the flow at `place` and begins another one between the same endpoints.
  private mutating func renew(_ place: Int, _ segment: Segment, _ key: FlowKey, _ fromLow: Bool) -> Int {
    let predecessor = entries[place].asPredecessor
    retire(place)
    let new = begin(segment, key, fromLow)
    entries[new].hasPredecessor = true
    predecessors[new] = predecessor
    return new
  }

  /// Puts a new flow into the table and returns its place.
  mutating func begin(_ segment: Segment, _ key: FlowKey, _ fromLow: Bool) -> Int {
    makeRoom()
    flowCount += 1
    let place = entries.claim()
    entries[place].begin(segment, key: key, fromLow: fromLow)
    if followsRecords { beginRecord(segment, at: place, fromLow) }
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
  fileprivate mutating func disown(_ syn: Segment, fromLow: Bool) {
    packets &-= 1
    self[isLow: fromLow].peer.disownSYN()
  }
}

extension Peer {
  fileprivate mutating func disownSYN() {
    segments &-= 1
    differingSYN = nil
  }
}
