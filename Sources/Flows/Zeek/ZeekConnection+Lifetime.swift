import Wire

/// When Zeek would have begun another record where a flow of ours goes on.
extension ZeekConnection {
  /// Whether `segment` would find the connection forgotten by Zeek's timers, or would itself begin another one.
  @inline(__always)
  func isOver(for segment: Segment, fromLow: Bool) -> Bool {
    if story.deletion <= segment.time, story.deletion.nanoseconds != .max { return true }
    let age = segment.time.nanoseconds &- story.firstTime.nanoseconds
    let silence = segment.time.nanoseconds &- story.lastTime.nanoseconds
    // A clock that stepped back makes the silence longer than the age.
    if max(age, silence) >= Self.attemptDelay, isTimedOut(segment, fromLow, age: age, silence: silence) { return true }
    return segment.flags.contains(.syn) && isReuse(segment)
  }

  /// `tcp_attempt_delay`: how long a SYN waits for an answer.
  private static let attemptDelay: Int64 = 5_000_000_000
  /// `tcp_SYN_timeout`: when a connection is first looked at, and cleared away if it had not one good segment.
  private static let untouchedLifetime: Int64 = 5_000_000_000
  /// `tcp_inactivity_timeout`, which runs once a side has left the handshake (`TCP_Endpoint::SetState`).
  private static let inactivity: Int64 = 300_000_000_000
  /// The same for services whose users pause.
  private static let interactiveInactivity: Int64 = 3_600_000_000_000

  /// `tcp_session_timer`: how often a connection is looked at that lingers.
  private static let lingering: Int64 = 6_000_000_000

  private func isTimedOut(_ segment: Segment, _ fromLow: Bool, age: Int64, silence: Int64) -> Bool {
    let (originator, responder) = originatorIsLow ? (low, high) : (high, low)
    if responder.state == .inactive {
      switch originator.state {
      case .inactive: return age > Self.untouchedLifetime
      case .synSent where originator.previousState == .inactive, .synAckSent:
        if age >= Self.attemptDelay { return true }
      case .synSent, .partial, .established, .closed, .reset: break
      }
    }
    if silence >= Self.lingering, isLingering { return true }
    guard silence >= Self.inactivity, low.leftHandshake || high.leftHandshake else { return false }
    let responderPort = fromLow == originatorIsLow ? segment.tuple.destination.port : segment.tuple.source.port
    let isInteractive = story.isEstablished && ZeekPorts.isInteractive(responderPort)
    return !isInteractive || silence >= Self.interactiveInactivity
  }

  /// Whether one side is done and a RST was sent, but what it ended waits for bytes (`TCPSessionAdapter::ExpireTimer`).
  private var isLingering: Bool {
    !story.isReset && (low.didClose || high.didClose) && (low.state == .reset || high.state == .reset)
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
