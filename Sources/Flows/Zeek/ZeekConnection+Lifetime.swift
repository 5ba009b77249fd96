import Wire

/// When Zeek would have begun another record where a flow of ours goes on.
extension ZeekConnection {
  /// Whether `segment` would find the connection forgotten by Zeek's timers, or would itself begin another one.
  @inline(__always)
  func isOver(for segment: Segment) -> Bool {
    guard story.sawOriginator || story.sawResponder else { return false }
    if let deletion = story.deletion, deletion < segment.time { return true }
    if segment.time.nanoseconds &- story.firstTime.nanoseconds > Self.attemptDelay, isTimedOut(segment) { return true }
    return segment.flags.contains(.syn) && isReuse(segment)
  }

  private static let attemptDelay: Int64 = 5_000_000_000

  /// `tcp_attempt_delay` for a SYN that nobody answered, `tcp_inactivity_timeout` for the rest.
  private func isTimedOut(_ segment: Segment) -> Bool {
    let (originator, responder) = originatorIsLow ? (low, high) : (high, low)
    let isAttempt = originator.state == .synSent || originator.state == .synAckSent
    if isAttempt, responder.state == .inactive { return true }
    if originator.state.rawValue <= ZeekEndpoint.State.synAckSent.rawValue,
      responder.state.rawValue <= ZeekEndpoint.State.synAckSent.rawValue
    {
      return false
    }
    let limit = ZeekPorts.inactivityTimeout(segment)
    return segment.time.nanoseconds &- story.lastTime.nanoseconds > limit
  }

  /// `TCPSessionAdapter::IsReuse`.
  private func isReuse(_ segment: Segment) -> Bool {
    let (originator, responder) = originatorIsLow ? (low, high) : (high, low)
    var reference = originator
    if segment.flags.contains(.ack) {
      guard originator.state == .inactive else { return false }
      reference = responder
    }
    if originator.didClose || responder.didClose { return true }
    let number = segment.sequenceNumber.rawValue
    if number == reference.start { return false }
    let isReversed =
      !segment.flags.contains(.ack) && reference.state == .synAckSent && responder.state == .inactive
      && number == responder.start
    return !isReversed
  }
}
