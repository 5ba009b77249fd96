internal import Flows
internal import Wire

/// What a RST meets at the address that it was sent to, as far as the capture tells: the rows of the errno law.
public enum Situation: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// The capture does not show enough of this side.
  case unknown
  /// No socket: never a connection's end, or ended before.
  case nobody
  /// SYN-SENT: a `connect()` is under way.
  case connecting
  /// SYN-RECEIVED after a SYN of its own (RFC 9293 §3.5, figure 7): still a `connect()`.
  case simultaneousOpen
  /// SYN-RECEIVED of a listener: a request that no application has seen.
  case embryonic
  /// ESTABLISHED, or half-closed by this side with the application still reading.
  case synchronized
  /// CLOSE-WAIT: the peer's FIN came first.
  case peerClosed
  /// Its own FIN went out by `close()`, as far as one can guess: no application holds the socket.
  case orphaned
  /// TIME-WAIT, or FIN-WAIT-2 kept as a TIME-WAIT mini-socket.
  case timeWait
  /// One subflow of a multipath connection: the application holds the connection above it.
  case subflow
}

extension Situation {
  /// What the receiver of `reset` was at that moment.
  init(ofReceiverOf reset: Reset) {
    let receiver = reset.receiver
    if Self.isClosedBefore(reset) || reset.isReceiverNoSocket {
      self = .nobody
    } else if reset.refusesJoin
      || (receiver.usesMultipath && reset.sender.usesMultipath && !Self.closesMultipath(reset.segment))
    {
      self = .subflow
    } else {
      self = Self.byState(reset)
    }
  }

  /// Whether an earlier RST, in either direction, already ended the receiver's socket.
  private static func isClosedBefore(_ reset: Reset) -> Bool {
    let receiver = reset.receiver
    if receiver.isClosedByReset, !reset.receiverWentOnBefore { return true }
    guard let own = reset.opposingReset, receiver.lastSegment.map({ !own.precedes($0) }) ?? true else { return false }
    // A RST that answers an acknowledgment while connecting leaves the attempt alive (RFC 9293 §3.10.7.3).
    return own.isActive || receiver.stateWhileOpen != .synSent
  }

  /// MP_FASTCLOSE ends the whole multipath connection (RFC 8684 §3.5).
  private static func closesMultipath(_ segment: Segment) -> Bool {
    segment.options.multipathSubtypes & 1 << 7 != 0
  }

  private static func byState(_ reset: Reset) -> Situation {
    // A SYN+ACK from the end that opened the connection with a SYN: no TCP sends it, so who knows what is there.
    if reset.answersSynAck, reset.isReceiverOriginator, reset.receiver.stateWhileOpen != .synReceived {
      return .unknown
    }
    // Who sends payload beyond its FIN has sent no FIN: somebody else did, in its name.
    if reset.receiver.wentOnAfterFIN || reset.answersFINOfAnother {
      return reset.sender.finArrived ? .peerClosed : .synchronized
    }
    if reset.answersStranger { return .unknown }
    return switch reset.receiver.stateWhileOpen {
    // A capture of one direction, or of the end of a story, says nothing of who never speaks in it; but on a loopback
    // interface nobody is missed, save a SYN that a firewall refused before it reached the interface.
    case .unseen where !reset.segment.tuple.source.address.isLoopback: .unknown
    case .unseen: reset.refusesUnseenSYN ? .connecting : .nobody
    case .listen, .closed: .nobody
    case .partial where reset.predecessor?.receiver == .timeWait: .timeWait
    case .partial: heardBoth(reset) ? .synchronized : .unknown
    // No operating system opens a connection with SYN+FIN; that is a probe from a raw socket.
    case .synSent where reset.receiver.finSequenceNumber != nil: .nobody
    case .synSent: reset.receiver.speaksOnlyInSYNs ? .connecting : Self.ofOldConnection(reset.predecessor?.receiver)
    case .synReceived: reset.isReceiverOriginator ? .simultaneousOpen : .embryonic
    case .established: .synchronized
    case .closeWait: .peerClosed
    case .finWait1: reset.isReceiverOriginator && reset.segment.isActive ? .synchronized : .orphaned
    // Who asks and then shuts down for writing still waits for the answer; a server's FIN is mostly its close().
    case .finWait2: reset.isReceiverOriginator ? .synchronized : .timeWait
    case .closing, .lastAck: .orphaned
    case .timeWait: .timeWait
    }
  }

  /// Who sends other segments than SYNs has no connection under way: the SYN in its name was another's, and it holds the
  /// connection that came before.
  private static func ofOldConnection(_ state: EndpointState?) -> Situation {
    switch state {
    case .established: .synchronized
    case .closeWait: .peerClosed
    case nil, .unseen, .partial, .listen, .synSent, .synReceived, .finWait1, .finWait2, .closing, .lastAck, .timeWait,
      .closed:
      .unknown
    }
  }

  /// Whether a connection older than the capture showed both ends alive before the RST.
  private static func heardBoth(_ reset: Reset) -> Bool {
    reset.sender.lastFrame != nil && reset.receiver.lastFrame != nil
  }
}

extension Reset {
  /// Whether the receiver opened the connection, as far as the capture tells.
  var isReceiverOriginator: Bool { knowsOriginator && sentBy == .responder }

  /// Whether what bears the receiver's name on a loopback interface was written by no TCP of this host: its SYN offers
  /// no maximum segment size; or it began anew while its first SYN was being answered; or its segments bear no
  /// timestamps, although this host's TCP uses them.
  var isReceiverNoSocket: Bool {
    guard segment.tuple.destination.address.isLoopback else { return false }
    if receiver.synTraits.contains(.noMaximumSegmentSize), !(receiver.lastSegment?.hasTimestamps ?? false) {
      return true
    }
    switch receiver.stateWhileOpen {
    case .synSent: return predecessor?.sender == .synReceived
    case .partial: return !receiver.usesTimestamps && sender.usesTimestamps && sender.initialSequenceNumber != nil
    case .unseen, .listen, .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait,
      .closed:
      return false
    }
  }

  /// Whether it answers the receiver's FIN, and that FIN was another's: it bears no timestamps although both ends had
  /// agreed on them, and then every segment but a RST must (RFC 7323 §3.2).
  var answersFINOfAnother: Bool {
    guard let trigger = provokedBy, trigger.frame == receiver.finFrame, !trigger.hasTimestamps else { return false }
    return receiver.usesTimestamps && sender.usesTimestamps && receiver.initialSequenceNumber != nil
      && sender.initialSequenceNumber != nil
  }

  /// Whether it answers the end of a connection of which the capture shows nothing else, be it a stray segment.
  var answersStranger: Bool {
    sender.lastFrame == nil && receiver.finSequenceNumber != nil && receiver.initialSequenceNumber == nil
  }

  /// Whether it refuses, by MP_TCPRST, the SYN of a further subflow: the application holds the connection above it.
  var refusesJoin: Bool {
    receiver.usesMultipath && receiver.stateWhileOpen == .synSent && segment.options.multipathSubtypes & 1 << 8 != 0
  }

  /// Whether it refuses, by its numbers, a SYN that the capture does not hold.
  var refusesUnseenSYN: Bool {
    receiver.lastFrame == nil && sender.lastFrame == nil && segment.flags == [.rst, .ack] && segment.window == 0
      && segment.sequenceNumber.rawValue == 0 && segment.acknowledgmentNumber.rawValue != 0
  }
}

extension Peer {
  /// Whether the last that it sent was a SYN, as from an end that is connecting.
  var speaksOnlyInSYNs: Bool { lastSegment?.flags.contains(.syn) ?? true }

  /// Its state, or the one before a RST that did not end it after all.
  var stateWhileOpen: EndpointState { isClosedByReset ? stateBeforeReset : state }
}

extension Peer {
  /// Whether it sent something beyond its own FIN.
  var wentOnAfterFIN: Bool {
    finSequenceNumber.map { ($0 + 1).precedes(nextSequenceNumber) } ?? false
  }
}

extension Segment {
  /// The shape of `tcp_send_active_reset`: RST+ACK with a sequence number of its own.
  var isActive: Bool { flags.contains(.ack) && sequenceNumber.rawValue != 0 }
}

extension SegmentSummary {
  /// The shape of `tcp_send_active_reset`: RST+ACK with a sequence number of its own.
  var isActive: Bool { flags.contains(.ack) && sequenceNumber.rawValue != 0 }
}
