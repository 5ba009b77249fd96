import Wire

/// Acknowledgments, states and content, in Zeek's order (`TCPSessionAdapter::Process`, `UpdateStateMachine`).
extension ZeekStory {
  @inline(__always)
  mutating func takeStates(
    _ step: inout Step, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint, _ fromLow: Bool
  ) {
    if step.flags.contains(.ack) { takeAcknowledgment(&step, &peer) }
    if endpoint.advance(last: step.end, step.flags, payload: step.segment.payloadLength) {
      endpoint.retransmissions &+= 1
      addScaled(UInt8(ascii: "T"), endpoint.retransmissions, fromLow)
    }
    let mayClose = update(step, &endpoint, &peer, fromLow)
    if step.flags.contains(.ack) { revealGaps(step.relativeAcknowledgment, &peer, endpoint, fromLow) }
    let payload = step.segment.payloadLength
    if payload > 0, !step.flags.contains(.rst), !step.isBelowStart, step.segment.capturedPayloadLength >= payload {
      let begin = step.flags.contains(.syn) ? step.relative &+ 1 : step.relative
      endpoint.deliver(begin, begin &+ UInt64(payload), peer: peer)
    }
    checkEnd(&endpoint, peer)
    if mayClose { close(&endpoint, peer) }
  }

  private mutating func takeAcknowledgment(_ step: inout Step, _ peer: inout ZeekEndpoint) {
    let ack = step.segment.acknowledgmentNumber.rawValue
    if peer.state == .inactive {
      step.relativeAcknowledgment = 1
      peer.begin(acknowledgedBy: ack)
      return
    }
    let relative = peer.relative(ack, reference: peer.acknowledged, wraps: peer.acknowledgedWraps)
    step.relativeAcknowledgment = relative.isBelow ? 0 : relative.value
    if !relative.isBelow, !step.flags.contains(.rst) { peer.advance(acknowledged: ack) }
  }

  /// Bytes that were acknowledged but never seen (`TCP_Reassembler::AckReceived`, `Gap`).
  @inline(__always)
  private mutating func revealGaps(
    _ acknowledgment: UInt64, _ sender: inout ZeekEndpoint, _ other: ZeekEndpoint, _ fromLow: Bool
  ) {
    var number = acknowledgment
    if sender.marks.contains(.fin), number >= sender.finEnd { number = sender.finEnd &- 1 }
    guard let gaps = sender.content.acknowledge(number, isPartial: isPartial) else { return }
    if gaps > 0, !sender.marks.contains(.skipped), Self.isClean(sender), Self.isClean(other) {
      for _ in 0..<gaps {
        sender.gaps &+= 1
        addScaled(UInt8(ascii: "G"), sender.gaps, !fromLow)
      }
    }
    checkEnd(&sender, other)
  }

  /// Gaps are believed only where the connection was seen to be whole otherwise (`is_clean`).
  private static func isClean(_ endpoint: ZeekEndpoint) -> Bool {
    endpoint.state == .established || (endpoint.state == .closed && endpoint.previousState == .established)
  }

  /// Moves the endpoint's state; true if this side is now done (`UpdateStateMachine`).
  @inline(__always)
  private mutating func update(
    _ step: Step, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint, _ fromLow: Bool
  ) -> Bool {
    switch endpoint.state {
    case .inactive: return leaveInactive(step, &endpoint, &peer, fromLow)
    case .synSent, .synAckSent: return leaveSYNSent(step.flags, &endpoint)
    case .established, .partial:
      if step.flags.isDisjoint(with: [.syn, .fin, .rst]) { return false }
      return leaveEstablished(step.flags, &endpoint, &peer)
    case .closed:
      guard step.flags.contains(.rst), peer.state != .closed else { return false }
      endpoint.enter(.reset)
      return !endpoint.didClose
    case .reset: return false
    }
  }

  private mutating func leaveInactive(
    _ step: Step, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint, _ fromLow: Bool
  ) -> Bool {
    var mayClose = false
    if step.flags.contains(.syn) { synchronize(step, &endpoint, &peer) }
    if step.flags.contains(.fin) {
      endpoint.enter(.closed)
      mayClose = true
    }
    if step.flags.contains(.rst) {
      endpoint.enter(.reset)
      mayClose = true
    }
    if endpoint.state == .inactive { becomeActive(step, &endpoint, peer, fromLow) }
    return mayClose
  }

  private mutating func synchronize(_ step: Step, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint) {
    let hasAck = step.flags.contains(.ack)
    if step.isOriginator {
      endpoint.enter(hasAck ? .synAckSent : .synSent)
      return
    }
    if !hasAck, peer.state == .synAckSent, step.segment.sequenceNumber.rawValue == endpoint.start {
      // SYN and SYN+ACK were captured in the wrong order.
      flip()
      peer.enter(.established)
      sawOriginator = true
    }
    if peer.state == .synSent { peer.enter(.established) }
    endpoint.enter(.established)
    if peer.state != .partial { isEstablished = true }
  }

  /// A first segment without control flags.
  private mutating func becomeActive(
    _ step: Step, _ endpoint: inout ZeekEndpoint, _ peer: ZeekEndpoint, _ fromLow: Bool
  ) {
    let senderIsOriginatorNow = fromLow == originatorIsLow
    let originatorState = senderIsOriginatorNow ? endpoint.state : peer.state
    if !step.isOriginator, step.segment.payloadLength == 0, originatorState == .synSent { return }
    if step.flags.contains(.ack), peer.state == .established {
      endpoint.enter(.established)
      isPartial = false
      if step.isOriginator { sawOriginator = true } else { sawResponder = true }
    } else {
      endpoint.enter(.partial)
    }
  }

  private mutating func leaveSYNSent(_ flags: TCPFlags, _ endpoint: inout ZeekEndpoint) -> Bool {
    if flags.contains(.fin) { endpoint.enter(.closed) }
    if flags.contains(.rst) {
      endpoint.enter(.reset)
      isReset = true
    }
    return !flags.isDisjoint(with: [.fin, .rst])
  }

  private mutating func leaveEstablished(
    _ flags: TCPFlags, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint
  ) -> Bool {
    if flags.contains(.syn), !flags.contains(.ack), endpoint.state == .partial, peer.state == .inactive {
      endpoint.enter(.synSent)
    }
    if flags.contains(.fin), !flags.contains(.rst) {
      endpoint.enter(.closed)
      // A FIN and then a RST of the other side was a normal end after all.
      if peer.state == .reset, peer.previousState == .closed { peer.enter(.closed) }
    }
    if flags.contains(.rst) {
      endpoint.enter(.reset)
      if peer.state != .reset || peer.previousState != .established { isReset = true }
    }
    return !flags.isDisjoint(with: [.fin, .rst])
  }

  /// Once all that a closing side sent is there, a close that waited for it happens (`CheckEOF`, `EndpointEOF`).
  @inline(__always)
  private mutating func checkEnd(_ endpoint: inout ZeekEndpoint, _ peer: ZeekEndpoint) {
    guard endpoint.marks.contains(.fin) || endpoint.state.rawValue >= ZeekEndpoint.State.closed.rawValue,
      !endpoint.marks.contains(.delivered), !endpoint.isPending(peer)
    else { return }
    endpoint.marks.insert(.delivered)
    if isCloseDeferred { close(&endpoint, peer) }
  }

  /// One side is done; when both are, or a RST ended it, the connection is forgotten soon (`ConnectionClosed`).
  ///
  /// Where bytes are missing before its end, that waits for them: perhaps for ever.
  private mutating func close(_ endpoint: inout ZeekEndpoint, _ peer: ZeekEndpoint) {
    isCloseDeferred = endpoint.isPending(peer)
    guard !isCloseDeferred, !endpoint.didClose else { return }
    endpoint.marks.insert(.closed)
    guard endpoint.state == .reset || peer.didClose || peer.state == .inactive else { return }
    let (sum, isOverflow) = lastTime.nanoseconds.addingReportingOverflow(Self.closeDelay)
    deletion = Timestamp(nanoseconds: isOverflow ? .max : sum)
  }

  /// `tcp_close_delay`.
  private static let closeDelay: Int64 = 5_000_000_000
}
