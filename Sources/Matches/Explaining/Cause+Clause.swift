public import Causes

extension Cause {
  /// What the sender of the RST did, as a clause after "because": the sender is its subject.
  public var clause: String {
    switch self {
    case .closeWithUnreadData: "that process closed its socket with received bytes unread"
    case .processExitWithUnreadData: "that process ended with received bytes unread"
    case .lingerZeroClose: "that process closed its socket with SO_LINGER set to zero seconds"
    case .listenerClosed: "its listener was closed before the connection was accepted"
    case .disconnect: "that process dissolved the connection by connect(AF_UNSPEC)"
    case .administrativeKill: "its socket was killed from outside, as by `ss -K`"
    case .linger2Expired: "that process closed with a negative TCP_LINGER2"
    case .keepaliveTimeout: "its keepalive probes had gone unanswered"
    case .orphanLimit: "its kernel had run out of orphaned sockets or TCP memory"
    case .noListener: "nothing listens on that port"
    case .dataAfterClose: "that end had closed already and data still came"
    case .halfOpenPeer: "that host no longer knew the connection"
    case .backlogOverflow: "its accept queue was full and tcp_abort_on_overflow is set"
    case .unacceptableAckInHandshake: "the handshake's acknowledgment was not acceptable to it"
    case .invalidSyn: "a second, different SYN came during its handshake"
    case .unexpectedSynAck: "it had not asked for the SYN+ACK that it got"
    case .timeWaitCollision: "its TIME-WAIT of an earlier connection was still there"
    case .mptcpReset: "its multipath TCP refused or ended the subflow"
    case .challengeReply: "it answered a challenge acknowledgment for a connection that it had ended"
    case .firewallReject: "a firewall rejected the segment"
    case .stateLostInNetwork: "a device on the way had forgotten the connection"
    case .forgedReset: "somebody else sent it in that host's name"
    case .icmpUnreachable: "an ICMP error came back"
    case .connectTimeout: "nobody answered the SYN"
    case .retransmissionTimeout: "nobody acknowledged the data"
    case .userTimeout: "nobody acknowledged the data within TCP_USER_TIMEOUT"
    case .localShutdown: "this end had shut down its own writing"
    case .localAbort: "the socket was ended on this side"
    case .noRoute: "this host has no way to send there"
    }
  }
}

extension Verdict {
  /// The clause of the settled cause, or what the tie leaves open.
  public var clause: String {
    switch status {
    case .settled(let cause): cause.clause
    case .tied(let causes) where causes.count == 2: "either \(causes[0].clause), or \(causes[1].clause)"
    case .tied(let causes):
      causes.first.map { "most likely \($0.clause) (\(causes.count - 1) other causes stay possible)" }
        ?? "why is not known"
    case .unexplained: "why is not known"
    }
  }
}
