/// What a reader should know of one cause: what `rstscope explain` prints, and where reports take their advice from.
public struct CausePage: Hashable, Sendable {
  /// The cause.
  public var cause: Cause
  /// What happened, in half a sentence that fits behind "because": `it closed the socket with received bytes unread`.
  public var reason: String
  /// What it means, in a few sentences.
  public var meaning: String
  /// How it shows in packets.
  public var packets: String
  /// What the calls of both applications show: first the RST's receiver, then its sender.
  public var calls: String
  /// What the sender's kernel says of it (Linux 6.18), or nil where no kernel sent it.
  public var kernel: String?
  /// What else looks like it, and what tells them apart.
  public var lookAlikes: [String]
  /// What to do about it: two or three lines to act on.
  public var advice: [String]
  /// Where to read on: RFC sections, manual pages, kernel functions.
  public var references: [String]
}

extension Cause {
  /// The page of this cause.
  public var page: CausePage {
    switch self {
    case .closeWithUnreadData: .closeWithUnreadData
    case .processExitWithUnreadData: .processExitWithUnreadData
    case .lingerZeroClose: .lingerZeroClose
    case .listenerClosed: .listenerClosed
    case .disconnect: .disconnect
    case .administrativeKill: .administrativeKill
    case .linger2Expired: .linger2Expired
    case .keepaliveTimeout: .keepaliveTimeout
    case .orphanLimit: .orphanLimit
    case .noListener: .noListener
    case .dataAfterClose: .dataAfterClose
    case .halfOpenPeer: .halfOpenPeer
    case .backlogOverflow: .backlogOverflow
    case .unacceptableAckInHandshake: .unacceptableAckInHandshake
    case .invalidSyn: .invalidSyn
    case .unexpectedSynAck: .unexpectedSynAck
    case .timeWaitCollision: .timeWaitCollision
    case .mptcpReset: .mptcpReset
    case .challengeReply: .challengeReply
    case .firewallReject: .firewallReject
    case .stateLostInNetwork: .stateLostInNetwork
    case .forgedReset: .forgedReset
    case .icmpUnreachable: .icmpUnreachable
    case .connectTimeout: .connectTimeout
    case .retransmissionTimeout: .retransmissionTimeout
    case .userTimeout: .userTimeout
    case .localShutdown: .localShutdown
    case .localAbort: .localAbort
    case .noRoute: .noRoute
    }
  }
}
