internal import Causes
internal import Flows
internal import Host
internal import Wire

extension ErrnoLaw {
  /// The law of the system that shows `trait`: Linux's where nothing speaks against it.
  static func law(of trait: StackTrait?) -> ErrnoLaw { trait == nil ? .linux : .unknown }
}

extension Prediction {
  /// What the receiver of `reset` must show.
  init(ofReceiverOf reset: Reset, acceptance: Acceptance, in situation: Situation) {
    let state = reset.receiver.stateWhileOpen
    switch acceptance {
    case .challenged where reset.wasConfirmed:
      self.init(ofReceiverOf: reset, acceptance: .accepted, in: situation)
    case .challenged, .ignored:
      self.init(state: state, error: nil, certainty: .known, outlook: .nothing)
    case .unknown:
      let certainty: Certainty = situation == .embryonic ? .known : .unknown
      self.init(state: state, error: nil, certainty: certainty, outlook: situation == .embryonic ? .unseen : .nothing)
    case .accepted:
      let trait = StackTrait(of: reset.receiver, at: reset.segment.tuple.destination)
      let row = ErrnoLaw.law(of: trait)[situation]
      let isSure =
        reset.segment.tuple.destination.address.isLoopback && state != .unseen && state != .partial
        && state != .finWait2
      let certainty: Certainty = row.certainty == .known && !isSure ? .assumed : row.certainty
      self.init(state: state, error: row.error, certainty: certainty, outlook: row.outlook, unlikeLinux: trait)
    }
  }
}

extension Reset {
  /// Whether the challenge drew the exact RST that ends the connection after all (RFC 5961 §3.2).
  var wasConfirmed: Bool {
    guard let challenge = aftermath.challenge, let next = aftermath.nextReset else { return false }
    return next.sequenceNumber == challenge.acknowledgmentNumber
  }
}

extension Prediction {
  /// What the sender's own socket must show; nil for the ordinary case in which it closed and has no socket any more.
  ///
  /// A keepalive that gives up leaves ETIMEDOUT behind; whoever ends a connection by `close()` sees nothing.
  init?(ofSenderOf reset: Reset) {
    guard reset.sender.unansweredKeepalives > 0, reset.segment.isActive, reset.sender.keepaliveInterval > 0 else {
      return nil
    }
    self.init(state: reset.sender.stateWhileOpen, error: .timedOut, certainty: .assumed, outlook: .pendingError)
  }

  /// What the sender's own socket must show once the cause is settled (`tcp_abort`, `tcp_disconnect`).
  init?(ofSenderOf reset: Reset, settledOn cause: Cause) {
    let error: Errno
    switch cause {
    case .keepaliveTimeout: error = .timedOut
    case .administrativeKill: error = .connectionAborted
    case .disconnect: error = .connectionReset
    default: return nil
    }
    self.init(
      state: reset.sender.stateWhileOpen, error: error, certainty: .assumed,
      outlook: cause == .disconnect ? .disconnected : .pendingError)
  }
}
