internal import Causes
internal import Flows
internal import Host
internal import Wire

/// The sentences of explanations, all in one place.
extension Explanation {
  /// What stands behind an explanation.
  enum Behind {
    case reset(Match)
    case failure(Failure)
    case ownReset(Match)
    case call(CallRecord)
    case nothing

    /// `frame 6, a RST from 127.0.0.1:8000`.
    var words: String {
      switch self {
      case .reset(let match): match.title
      case .ownReset(let match): "this end's own RST in frame \(match.id)"
      case .failure(let failure): failure.title
      case .call(let call): call.title
      case .nothing: "what happened on this side"
      }
    }
  }

  private init(_ kind: Kind, _ behind: Behind, call: CallRecord.ID? = nil, _ statement: String) {
    self.init(kind: kind, call: call, statement: statement)
    switch behind {
    case .reset(let match), .ownReset(let match):
      cause = match.verdict.candidates.first
      reset = match.id
      frame = match.id
    case .failure(let failure):
      cause = failure.cause
      self.failure = failure.id
      frame = failure.frames.last
    case .call(let earlier): self.call = earlier.id
    case .nothing: break
    }
  }

  /// The call took the error that a RST stored.
  static func reset(_ match: Match, _ call: CallRecord, _ error: Errno) -> Explanation {
    let how = match.receiver.outlook == .connecting ? "answered the SYN" : "arrived"
    let kernel = match.kernelEvent?.reason.map { " (kernel: \($0.rawValue))" } ?? ""
    return Explanation(
      .reset, .reset(match),
      "\(call.outcome(error)) because \(match.title), \(how); \(match.clause)\(kernel)."
        + next(after: error, match.receiver.outlook))
  }

  /// What the next calls will see once this one has taken the error.
  private static func next(after error: Errno, _ outlook: Prediction.Outlook) -> String {
    switch outlook {
    case .pendingError: " From now on reads return 0 and writes fail with EPIPE."
    case .endOfFileThenPipe: " Reads keep returning 0, the end that the FIN made; further writes fail with EPIPE again."
    case .connecting, .disconnected, .soft, .unseen, .nothing: ""
    }
  }

  /// The call took the error of a timeout, an ICMP error or something local.
  static func failure(_ failure: Failure, _ call: CallRecord, _ error: Errno) -> Explanation {
    let kind: Kind =
      switch failure.cause {
      case .icmpUnreachable: .icmp
      case .connectTimeout, .retransmissionTimeout, .userTimeout, .keepaliveTimeout: .timer
      default: .local
      }
    return Explanation(kind, .failure(failure), "\(call.outcome(error)) because \(failure.reason).")
  }

  /// An earlier call took the socket's one error.
  static func earlier(_ call: CallRecord, _ error: Errno, _ taker: CallRecord, _ behind: Behind) -> Explanation {
    let result = taker.failure.map { "\($0)" } ?? "it"
    var explanation = Explanation(
      .earlierCall, behind,
      "\(call.outcome(error)) because \(taker.title) took the error before (\(result)); behind it stands \(behind.words)."
    )
    explanation.call = taker.id
    return explanation
  }

  /// The socket is not connected, because an earlier connect failed or dissolved the connection.
  static func unconnected(
    _ call: CallRecord, _ error: Errno, since connect: CallRecord, _ behind: Behind
  ) -> Explanation {
    var explanation = Explanation(
      .earlierCall, behind,
      "\(call.outcome(error)) because the socket is not connected since \(connect.title)"
        + (connect.failure.map { " failed with \($0)." } ?? " dissolved the connection."))
    explanation.call = connect.id
    return explanation
  }

  static func neverConnected(_ call: CallRecord, _ error: Errno) -> Explanation {
    Explanation(.local, .nothing, "\(call.outcome(error)) because this socket was never connected.")
  }

  /// The connection is gone, though the error itself still waits for a read or a write.
  static func closed(_ call: CallRecord, _ error: Errno, _ behind: Behind) -> Explanation {
    Explanation(.reset, behind, "\(call.outcome(error)) because the connection is gone: \(behind.words).")
  }

  static func departed(_ call: CallRecord, _ error: Errno, _ match: Match) -> Explanation {
    Explanation(
      .local, .reset(match),
      "\(call.outcome(error)) because this end itself reset the connection in frame \(match.id); \(match.clause)."
    )
  }

  /// The error was there but no recorded call shows it.
  static func swallowed(_ match: Match, _ call: CallRecord) -> Explanation {
    Explanation(
      .reset, .reset(match),
      "\(call.outcome(.brokenPipe)) because \(match.title), had ended the connection; the error itself went to a call"
        + " that did not show it, as sendfile() does; \(match.clause).")
  }

  /// The kernel reset the connection of its own caller: it had shut down both ways and data came.
  static func resetOwnSelf(_ call: CallRecord, _ match: Match, _ shutdown: CallRecord?) -> Explanation {
    var explanation = Explanation(
      .local, .reset(match),
      "\(call.outcome(.connectionReset)) although no RST arrived: this end had ended the connection itself and sent"
        + " the RST in frame \(match.id); Linux stores ECONNRESET on the sender's socket too.")
    explanation.call = shutdown?.id
    return explanation
  }

  static func keepalive(_ call: CallRecord, _ match: Match) -> Explanation {
    Explanation(
      .timer, .reset(match),
      "\(call.outcome(.timedOut)) because this end's keepalive probes went unanswered; it gave up and sent"
        + " the RST in frame \(match.id).")
  }

  /// A read of 0 that hides a reset.
  static func endOfFile(_ call: CallRecord, _ behind: Behind, afterFIN: Bool, taker: CallRecord?) -> Explanation {
    if afterFIN {
      return Explanation(
        .reset, behind,
        "\(call.title) returned 0, the end that the peer's FIN made; it hides \(behind.words), which no read will ever show."
      )
    }
    guard let taker else {
      return Explanation(
        .reset, behind,
        "\(call.title) returned 0 although no FIN came: it hides \(behind.words); another call takes the error.")
    }
    var explanation = Explanation(
      .earlierCall, behind,
      "\(call.title) returned 0, but this is no orderly end: \(taker.title) had taken the error; behind it stands \(behind.words)."
    )
    explanation.call = taker.id
    return explanation
  }

  /// Error and hang-up bits of poll.
  static func bits(_ call: CallRecord, _ behind: Behind) -> Explanation {
    let bits = call.revents.filter { $0 == "ERR" || $0 == "HUP" }.joined(separator: " and ")
    let kind: Kind =
      switch behind {
      case .reset: .reset
      case .ownReset: .local
      case .failure(let failure): failure.cause == .icmpUnreachable ? .icmp : .timer
      case .call: .earlierCall
      case .nothing: .local
      }
    let wait = call.revents.contains("ERR") ? "; the error waits for the next call" : ""
    return Explanation(kind, behind, "\(call.title) reported \(bits) because of \(behind.words)\(wait).")
  }

  /// The call itself was wrong; no network is to blame.
  static func refusedCall(_ call: CallRecord, _ error: Errno) -> Explanation {
    Explanation(
      .local, .nothing,
      "\(call.outcome(error)): the kernel refused the call itself, no segment is behind it.")
  }

  static func unexplained(_ call: CallRecord, _ error: Errno) -> Explanation {
    Explanation(
      .none, .nothing,
      "\(call.outcome(error)); no RST, ICMP error, timeout or earlier call that was recorded explains it.")
  }
}

extension CallRecord {
  /// ``recv()` on fd 5``.
  var title: String {
    let what =
      role == .takeError ? "getsockopt(SO_ERROR)" : isDisconnect ? "connect(AF_UNSPEC)" : "\(name)()"
    return "`\(what)`" + (fileDescriptor.map { " on fd \($0)" } ?? "")
  }
}

extension CallRecord {
  /// What the call came to: ``recv()` on fd 5 failed with ECONNRESET``.
  func outcome(_ error: Errno) -> String {
    role == .takeError ? "\(title) handed out \(error)" : "\(title) failed with \(error)"
  }
}

extension Failure {
  /// What it was, as a noun.
  var title: String {
    if let icmp { return "\(ICMPLaw.name(of: icmp)) from \(icmp.sender) in frame \(icmp.frame)" }
    return switch cause {
    case .connectTimeout: "the timeout of the connection attempt"
    case .retransmissionTimeout: "the timeout of the retransmissions"
    case .userTimeout: "the end of TCP_USER_TIMEOUT"
    case .keepaliveTimeout: "the timeout of the keepalive probes"
    case .localShutdown: "this end's own shutdown"
    case .noRoute: "the missing route"
    default: "the end of the socket on this side"
    }
  }

  /// Why it happened, as a clause with what shows it.
  public var reason: String {
    if icmp != nil { return "\(title) came back" }
    let detail = verdict.evidence.first.map { "; \($0.statement)" } ?? ""
    return cause.clause(of: "this end") + detail
  }
}

extension Match {
  /// `frame 6, a RST from 127.0.0.1:8000`.
  var title: String { "frame \(id), a RST from \(reset.segment.tuple.source)" }

  /// Why it was sent, with the number of unread bytes where the sender's calls tell it.
  public var clause: String {
    guard verdict.cause == .closeWithUnreadData, let unreadBytes else { return verdict.clause }
    return "that process closed its socket with \(unreadBytes) byte\(unreadBytes == 1 ? "" : "s") unread"
  }
}
