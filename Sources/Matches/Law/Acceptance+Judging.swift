internal import Causes
internal import Flows
internal import Wire

extension Acceptance {
  /// Whether the receiver's TCP took `reset`, by the receiver's state as the capture knows it.
  ///
  /// Linux 6.18: `tcp_rcv_synsent_state_process`, `tcp_check_req`, `tcp_validate_incoming`, `tcp_timewait_state_process`
  /// (RFC 5961 §3.2 with the kernel's own exceptions).
  init(of reset: Reset, in situation: Situation) {
    // What resets both ends at once belongs to neither: that each sent one says nothing of what it took.
    if reset.endsIdleConnection {
      self = .unknown
      return
    }
    let judged = Self.judged(reset, situation)
    // A receiver that went on took nothing; to have challenged the RST is no contradiction.
    self = (reset.receiverWentOn || reset.repeatsWhatWasIgnored) && judged != .challenged ? .ignored : judged
  }

  private static func judged(_ reset: Reset, _ situation: Situation) -> Acceptance {
    if Self.cannotReach(reset) {
      return .ignored
    } else if Self.isSentIntoSilence(reset) {
      return .unknown
    } else {
      switch situation {
      case .timeWait where reset.isAwaitedByOlder: return .accepted
      case .unknown, .embryonic, .timeWait: return .unknown
      case .nobody: return .ignored
      case .connecting: return Self.whileConnecting(reset)
      case .subflow where reset.isRefusedSubflow: return .unknown
      case .simultaneousOpen, .synchronized, .peerClosed, .orphaned, .subflow:
        return Self.bySequenceNumber(reset, afterFIN: situation == .peerClosed)
      }
    }
  }

  /// What no state of the receiver could take: a wrong checksum, a missing signature (RFC 2385 §2).
  ///
  /// Away from the loopback interface a wrong checksum is the work of whoever rewrote the capture's addresses, more
  /// often than a sender's: there the receiver's going on must tell.
  private static func cannotReach(_ reset: Reset) -> Bool {
    if reset.segment.envelope.checksum == .wrong, reset.segment.tuple.source.address.isLoopback { return true }
    let signatures: TCPOptions.Kinds = [.md5Signature, .authentication]
    return reset.receiver.isSigned && reset.segment.options.kinds.isDisjoint(with: signatures)
  }

  /// A keepalive that gave up because nothing came back: the path is dead, and this RST went into it too.
  private static func isSentIntoSilence(_ reset: Reset) -> Bool {
    reset.sender.unansweredKeepalives > 0 && reset.segment.isActive && reset.aftermath.challenge == nil
  }

  /// SYN-SENT: only an acknowledgment of the SYN, and of Fast Open data, makes a RST valid (RFC 9293 §3.10.7.3).
  private static func whileConnecting(_ reset: Reset) -> Acceptance {
    if reset.refusesUnseenSYN { return .accepted }
    guard reset.segment.flags.contains(.ack), let iss = reset.receiver.initialSequenceNumber else { return .ignored }
    let acknowledged = iss.distance(to: reset.segment.acknowledgmentNumber)
    let sent = iss.distance(to: reset.receiver.nextSequenceNumber)
    return acknowledged > 0 && acknowledged <= max(sent, 1) ? .accepted : .ignored
  }

  /// A synchronized state: exact, in window, or outside (RFC 5961 §3.2).
  private static func bySequenceNumber(_ reset: Reset, afterFIN: Bool) -> Acceptance {
    let number = reset.segment.sequenceNumber
    // Below the sender's own SYN there is nothing, unless the receiver has a connection from before that SYN and waits
    // for just that number: a TIME-WAIT.
    if let iss = reset.sender.initialSequenceNumber, iss.distance(to: number) <= 0 {
      return reset.isAwaitedByOlder ? .accepted : .ignored
    }
    guard let said = reset.received ?? reset.sender.knownNext else { return .unknown }
    let sent = reset.sender.knownNext.map { said.precedes($0) ? $0 : said } ?? said
    let ahead = said.distance(to: number)
    if ahead == 0 || number == sent { return number != sent || sent == said ? .accepted : byAftermath(reset) }
    if number == reset.receiver.sackRightEdge { return .accepted }
    // Linux takes RCV.NXT-1 once a FIN was received (`tcp_reset_check`).
    if afterFIN, number + 1 == sent { return .accepted }
    if ahead < 0 { return .ignored }
    let window = max(Int64(reset.receiver.window), Int64(reset.receiver.largestWindow))
    return Int64(ahead) <= window + Int64(said.distance(to: sent)) ? .challenged : .ignored
  }

  /// At the end of all that was sent, with some of it not yet acknowledged: exact if all of it arrived.
  private static func byAftermath(_ reset: Reset) -> Acceptance {
    reset.aftermath.challenge == nil ? .accepted : .challenged
  }
}

extension Reset {
  /// Whether the receiver sent something other than bare acknowledgments well after the RST or in answer to what came
  /// after it, or ended the connection by an abort of its own: its socket lived on.
  var receiverWentOn: Bool {
    // Not so a refused subflow: its path manager resets its own half behind the refusal.
    let isSubflow = receiver.usesMultipath && isRefusedSubflow
    if let own = aftermath.receiverReset, own.isActive, !isSubflow { return true }
    guard let later = aftermath.receiverContinued else { return false }
    return answersWhatFollowed(later) || segment.time.nanoseconds(until: later.time) > flightTime
  }

  /// Whether the receiver, which an earlier RST should have ended, sent anything after it that was not under way then: a
  /// sender that has a window to fill goes on until the RST has reached it.
  ///
  /// A bare acknowledgment below the earlier RST's number is taken for the challenge that it drew (RFC 5961 §3.2).
  var receiverWentOnBefore: Bool {
    guard let earlier = earlierReset, let last = receiver.lastSegment, earlier.precedes(last) else { return false }
    if segment.tuple.source.address.isLoopback || last.flags.contains(.syn) { return true }
    let isBare = last.payloadLength == 0 && !last.flags.contains(.fin)
    if isBare, last.acknowledgmentNumber.precedes(earlier.sequenceNumber) { return true }
    return receiver.resetTime.nanoseconds(until: last.time) > flightTime
  }

  /// Whether `later`, of the receiver, acknowledges what the sender sent after the RST only: it was not under way when
  /// the RST came.
  private func answersWhatFollowed(_ later: SegmentSummary) -> Bool {
    guard let next = aftermath.senderContinued, next.precedes(later), later.flags.contains(.ack) else {
      return false
    }
    guard let known = sender.knownNext else {
      return receiver.stateWhileOpen == .synSent && !later.flags.contains(.syn)
    }
    return known.precedes(next.endSequenceNumber) && !later.acknowledgmentNumber.precedes(next.endSequenceNumber)
  }

  /// Whether the same RST had come before and its receiver went on: what kept the first from it keeps this one too.
  ///
  /// Not while connecting: Windows tries its SYN again after a refusal, and gives up at the last.
  fileprivate var repeatsWhatWasIgnored: Bool {
    guard receiver.stateWhileOpen != .synSent, let earlier = earlierReset, let last = receiver.lastSegment,
      earlier.sequenceNumber == segment.sequenceNumber, earlier.flags == segment.flags, earlier.precedes(last)
    else { return false }
    return earlier.time.nanoseconds(until: receiver.lastTime) > flightTime
  }

  /// How long segments may still arrive that were sent before the RST came: nothing on a loopback interface, where
  /// delivery is immediate, else three round trips, a quarter of a second where none was measured. Nanoseconds.
  private var flightTime: Int64 {
    if segment.tuple.source.address.isLoopback { return 1_000_000 }
    return roundTrip.map { min($0, 1 << 40) * 3 + 5_000_000 } ?? 250_000_000
  }

  /// Whether its number is just what the receiver waits for, whose connection is from before its sender's SYN.
  fileprivate var isAwaitedByOlder: Bool {
    sender.initialSequenceNumber != nil && receiver.initialSequenceNumber == nil
      && receiver.acknowledged == segment.sequenceNumber
  }

  /// RCV.NXT of the receiver as far as it said; where the sender has sent nothing but its SYN, no more than that. Who
  /// acknowledges more is refused by this RST, and has not received more for it.
  fileprivate var received: SequenceNumber? {
    guard let said = receiver.acknowledged, receiver.initialSequenceNumber != nil,
      let iss = sender.initialSequenceNumber,
      sender.nextSequenceNumber == iss + 1
    else { return receiver.acknowledged }
    return sender.nextSequenceNumber.precedes(said) ? sender.nextSequenceNumber : said
  }

  /// Whether this RST refuses an MP_JOIN before the subflow carried anything (RFC 8684 §3.6).
  var isRefusedSubflow: Bool { (!segment.flags.contains(.ack) || refusesJoin) && receiver.payloadBytes == 0 }
}

extension Peer {
  /// The end of what it sent, if it sent anything but RSTs.
  var knownNext: SequenceNumber? { lastFrame == nil ? nil : nextSequenceNumber }
}
