/// Why a RST was sent, or why a call failed without one. The identifiers are part of the report's contract.
public enum Cause: String, Sendable, CaseIterable, Hashable, BitwiseCopyable {
  // Sent by an end host that was ending the connection.
  case closeWithUnreadData = "close-with-unread-data"
  case processExitWithUnreadData = "process-exit-with-unread-data"
  case lingerZeroClose = "linger-zero-close"
  case listenerClosed = "listener-closed"
  case disconnect = "disconnect"
  case administrativeKill = "administrative-kill"
  case linger2Expired = "linger2-expired"
  case keepaliveTimeout = "keepalive-timeout"
  case orphanLimit = "orphan-limit"

  // Sent by an end host in answer to a segment it had no use for.
  case noListener = "no-listener"
  case dataAfterClose = "data-after-close"
  case halfOpenPeer = "half-open-peer"
  case backlogOverflow = "backlog-overflow"
  case unacceptableAckInHandshake = "unacceptable-ack-in-handshake"
  case invalidSyn = "invalid-syn"
  case unexpectedSynAck = "unexpected-syn-ack"
  case timeWaitCollision = "time-wait-collision"
  case mptcpReset = "mptcp-reset"
  case challengeReply = "challenge-reply"

  // Sent by something in between.
  case firewallReject = "firewall-reject"
  case stateLostInNetwork = "state-lost-in-network"
  case forgedReset = "forged-reset"

  // No RST, but an errno all the same.
  case icmpUnreachable = "icmp-unreachable"
  case connectTimeout = "connect-timeout"
  case retransmissionTimeout = "retransmission-timeout"
  case userTimeout = "user-timeout"
  case localShutdown = "local-shutdown"
  case localAbort = "local-abort"
  case noRoute = "no-route"

  /// Whether a RST is this cause's sign; otherwise it is found among the report's failures.
  public var hasReset: Bool {
    switch self {
    case .closeWithUnreadData, .processExitWithUnreadData, .lingerZeroClose, .listenerClosed, .disconnect,
      .administrativeKill, .linger2Expired, .keepaliveTimeout, .orphanLimit, .noListener, .dataAfterClose,
      .halfOpenPeer, .backlogOverflow, .unacceptableAckInHandshake, .invalidSyn, .unexpectedSynAck,
      .timeWaitCollision, .mptcpReset, .challengeReply, .firewallReject, .stateLostInNetwork, .forgedReset:
      true
    case .icmpUnreachable, .connectTimeout, .retransmissionTimeout, .userTimeout, .localShutdown, .localAbort,
      .noRoute:
      false
    }
  }
}

extension Cause {
  /// Its place in ``allCases``, from 0.
  ///
  /// It is also the order of last resort among candidates that no evidence tells apart: within each group the causes
  /// stand as often as they are met in practice, and what accuses somebody stands last.
  public var ordinal: UInt8 {
    switch self {
    case .closeWithUnreadData: 0
    case .processExitWithUnreadData: 1
    case .lingerZeroClose: 2
    case .listenerClosed: 3
    case .disconnect: 4
    case .administrativeKill: 5
    case .linger2Expired: 6
    case .keepaliveTimeout: 7
    case .orphanLimit: 8
    case .noListener: 9
    case .dataAfterClose: 10
    case .halfOpenPeer: 11
    case .backlogOverflow: 12
    case .unacceptableAckInHandshake: 13
    case .invalidSyn: 14
    case .unexpectedSynAck: 15
    case .timeWaitCollision: 16
    case .mptcpReset: 17
    case .challengeReply: 18
    case .firewallReject: 19
    case .stateLostInNetwork: 20
    case .forgedReset: 21
    case .icmpUnreachable: 22
    case .connectTimeout: 23
    case .retransmissionTimeout: 24
    case .userTimeout: 25
    case .localShutdown: 26
    case .localAbort: 27
    case .noRoute: 28
    }
  }
}
