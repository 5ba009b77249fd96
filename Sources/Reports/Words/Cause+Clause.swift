import Causes

extension Cause {
  /// What the sender of the RST did, as the end of a sentence that begins with it: `127.0.0.1:80 …`.
  var clause: String {
    switch self {
    case .closeWithUnreadData: "closed its socket while received data was unread"
    case .processExitWithUnreadData: "exited while received data was unread"
    case .lingerZeroClose: "closed its socket with SO_LINGER {1, 0}"
    case .listenerClosed: "closed its listener before it had accepted the connection"
    case .disconnect: "dissolved the connection by connect(AF_UNSPEC)"
    case .administrativeKill: "had the socket killed by an administrator (ss -K)"
    case .linger2Expired: "closed its socket with a negative TCP_LINGER2"
    case .keepaliveTimeout: "gave up after unanswered keepalive probes"
    case .orphanLimit: "was out of orphan sockets or TCP memory"
    case .noListener: "has no listener on that port"
    case .dataAfterClose: "received data after it had closed the connection"
    case .halfOpenPeer: "no longer knows the connection (crash, restart, lost state)"
    case .backlogOverflow: "had a full accept queue and tcp_abort_on_overflow set"
    case .unacceptableAckInHandshake: "got an acknowledgment in the handshake that it could not accept"
    case .invalidSyn: "got a second, different SYN during the handshake"
    case .unexpectedSynAck: "got a SYN,ACK that it had not asked for"
    case .timeWaitCollision: "still held the old connection of the same ports in TIME-WAIT"
    case .mptcpReset: "ended or refused an MPTCP subflow"
    case .challengeReply: "confirmed its RST after a challenge ACK"
    case .firewallReject: "is behind a firewall that rejected the packet with a RST"
    case .stateLostInNetwork: "is behind a NAT, firewall or balancer that forgot the connection"
    case .forgedReset: "did not send it: a third party did, in its name"
    case .icmpUnreachable: "could not be reached (ICMP)"
    case .connectTimeout: "never answered the connection attempt"
    case .retransmissionTimeout: "stopped acknowledging; the retransmissions ran out"
    case .userTimeout: "stopped acknowledging for longer than TCP_USER_TIMEOUT"
    case .localShutdown: "was written to after this side's own shutdown"
    case .localAbort: "lost the connection to this side's own doing (kill or disconnect)"
    case .noRoute: "cannot be routed to from here"
    }
  }
}
