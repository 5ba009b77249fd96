import Wire

/// When Zeek would have begun another record where a flow of ours goes on.
extension ZeekConnection {
  /// Whether `segment` would find the connection forgotten by Zeek's timers, or would itself begin another one.
  @inline(__always)
  func isOver(for segment: Segment, fromLow: Bool) -> Bool {
    if story.deletion <= segment.time { return true }
    let age = segment.time.nanoseconds &- story.firstTime.nanoseconds
    if age >= Self.attemptDelay, isTimedOut(segment, fromLow, age: age) { return true }
    return segment.flags.contains(.syn) && isReuse(segment)
  }

  /// `tcp_attempt_delay`: how long a SYN waits for an answer.
  private static let attemptDelay: Int64 = 5_000_000_000
  /// The second tick of `tcp_session_timer`, when a connection without one good segment is cleared away.
  private static let untouchedLifetime: Int64 = 11_000_000_000
  /// `tcp_inactivity_timeout`.
  private static let inactivity: Int64 = 300_000_000_000
  /// The same for services whose users pause.
  private static let interactiveInactivity: Int64 = 3_600_000_000_000

  private func isTimedOut(_ segment: Segment, _ fromLow: Bool, age: Int64) -> Bool {
    let (originator, responder) = originatorIsLow ? (low, high) : (high, low)
    if responder.state == .inactive {
      switch originator.state {
      case .inactive: return age >= Self.untouchedLifetime
      case .synSent where originator.previousState == .inactive, .synAckSent: return true
      case .synSent, .partial, .established, .closed, .reset: break
      }
    }
    let responderPort = fromLow == originatorIsLow ? segment.tuple.destination.port : segment.tuple.source.port
    // The longer time is set when the responder's SYN establishes the connection.
    let isInteractive = ZeekPorts.isInteractive(responderPort) && story.history.has(.syn, isOriginator: false)
    let silence = segment.time.nanoseconds &- story.lastTime.nanoseconds
    return silence >= (isInteractive ? Self.interactiveInactivity : Self.inactivity)
  }

  /// Whether a SYN begins another connection on the same ports (`TCPSessionAdapter::IsReuse`).
  private func isReuse(_ segment: Segment) -> Bool {
    if low.isUntouched, high.isUntouched { return false }
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
