public import Causes
public import Host

/// What a reader should know of one reason that Linux names for a RST: what `rstscope explain TCP_STATE` prints.
public struct ReasonPage: Hashable, Sendable {
  /// The reason, as `tcp:tcp_send_reset` prints it.
  public var reason: ResetReason
  /// What it means, in a few sentences.
  public var meaning: String
  /// The causes behind it.
  public var causes: [Cause]
  /// What tells them apart, where there are several.
  public var separatedBy: String?

  /// The page for `reason`; the many MPTCP ones share their words.
  public static func page(for reason: ResetReason) -> ReasonPage? {
    if let page = pages.first(where: { $0.reason == reason }) { return page }
    guard reason.rawValue.hasPrefix("MPTCP_RST_") else { return nil }
    return ReasonPage(
      reason: reason,
      meaning: "Multipath TCP refused or ended a subflow; the MP_TCPRST option carries the reason's code.",
      causes: [.mptcpReset])
  }

  /// Assembles a page.
  public init(reason: ResetReason, meaning: String, causes: [Cause], separatedBy: String? = nil) {
    self.reason = reason
    self.meaning = meaning
    self.causes = causes
    self.separatedBy = separatedBy
  }

  /// All pages, by the names of Linux 6.18.
  public static let pages: [ReasonPage] = [
    ReasonPage(
      reason: .abortOnClose,
      meaning:
        "A socket was closed while received bytes were unread; SO_LINGER {1,0} changes nothing about the name then.",
      causes: [.closeWithUnreadData, .processExitWithUnreadData, .lingerZeroClose],
      separatedBy: "do_exit in the call stack is the end of a process; the sender's calls show SO_LINGER"),
    ReasonPage(
      reason: .state,
      meaning: """
        The connection was ended in a state that needs a RST: closed with SO_LINGER {1,0}, dissolved by \
        connect(AF_UNSPEC), killed by SOCK_DESTROY, or waiting in a listener that was closed.
        """,
      causes: [.lingerZeroClose, .listenerClosed, .disconnect, .administrativeKill],
      separatedBy: """
        the call stack: __tcp_close, inet_csk_listen_stop, __inet_stream_connect, tcp_abort; the last one also prints a \
        state other than TCP_CLOSE
        """),
    ReasonPage(
      reason: .disconnectWithData,
      meaning: "The connection was dissolved in LAST-ACK or CLOSING with data that had not been sent yet.",
      causes: [.disconnect, .lingerZeroClose], separatedBy: "the call stack: __inet_stream_connect or __tcp_close"),
    ReasonPage(
      reason: .abortOnData,
      meaning: "Data reached a socket that had been closed, or shut down both ways.", causes: [.dataAfterClose]),
    ReasonPage(
      reason: .abortOnLinger, meaning: "TCP_LINGER2 was negative when the socket was closed.",
      causes: [.linger2Expired]),
    ReasonPage(
      reason: .abortOnMemory, meaning: "Too many orphaned sockets, or TCP's memory was used up.",
      causes: [.orphanLimit]),
    ReasonPage(
      reason: .keepaliveTimeout, meaning: "Keepalive probes went unanswered until the socket gave up.",
      causes: [.keepaliveTimeout]),
    ReasonPage(
      reason: .noSocket, meaning: "No socket and no listener for the segment.",
      causes: [.noListener, .halfOpenPeer, .unexpectedSynAck, .challengeReply],
      separatedBy: "the segment that it answers: a SYN, an acknowledgment or data, a SYN+ACK"),
    ReasonPage(
      reason: .flags, meaning: "An acknowledgment reached a listener that knows no such connection.",
      causes: [.halfOpenPeer, .unexpectedSynAck, .challengeReply, .unacceptableAckInHandshake],
      separatedBy: "the segment that it answers, and whether a handshake was under way"),
    ReasonPage(
      reason: .timeWaitSocket, meaning: "A segment for a connection in TIME-WAIT, or in FIN-WAIT-2 without a process.",
      causes: [.dataAfterClose, .timeWaitCollision], separatedBy: "whether it answers data or a SYN"),
    ReasonPage(
      reason: .invalidSyn,
      meaning: """
        The name misleads: a second, different SYN during the handshake, or an accept queue that was full while \
        tcp_abort_on_overflow is set.
        """,
      causes: [.backlogOverflow, .invalidSyn], separatedBy: "whether it answers a SYN, or the handshake's ACK and data"),
    ReasonPage(
      reason: .invalidAcknowledgment, meaning: "While connecting: an acknowledgment of something never sent.",
      causes: [.unacceptableAckInHandshake]),
    ReasonPage(
      reason: .acknowledgedUnsentData, meaning: "In SYN-RECEIVED: an acknowledgment of something never sent.",
      causes: [.unacceptableAckInHandshake]),
    ReasonPage(
      reason: .tooOldAcknowledgment, meaning: "In SYN-RECEIVED: an acknowledgment far below what was sent.",
      causes: [.unacceptableAckInHandshake]),
    ReasonPage(
      reason: .oldAcknowledgment, meaning: "In SYN-RECEIVED: an acknowledgment below what was sent.",
      causes: [.unacceptableAckInHandshake]),
    ReasonPage(
      reason: ResetReason(rawValue: "NOT_SPECIFIED"),
      meaning: "The kernel gives no reason: a path of its code that names none, or a kernel from before Linux 6.10.",
      causes: [.halfOpenPeer, .noListener, .closeWithUnreadData],
      separatedBy: "the segment that it answers, if it answers any, and the call stack"),
    ReasonPage(
      reason: ResetReason(rawValue: "ERROR"),
      meaning: "Something went wrong in the kernel's own handling, such as memory; never seen in a run.",
      causes: [.orphanLimit]),
    ReasonPage(
      reason: .protectionAgainstWrappedSequence,
      meaning: "While connecting: the SYN+ACK echoes a timestamp that was never sent.",
      causes: [.unacceptableAckInHandshake]),
  ]
}
