public import Causes
public import Host

/// What a reader should know of one error number of sockets: what `rstscope explain ECONNRESET` prints.
public struct ErrnoPage: Hashable, Sendable {
  /// The number.
  public var errno: Errno
  /// What it means, in a few sentences.
  public var meaning: String
  /// Which calls return it and in what order, on Linux.
  public var calls: String
  /// Causes that lead to it, most frequent first.
  public var causes: [Cause]
  /// What to do about it.
  public var advice: [String]
  /// Where to read on.
  public var references: [String]

  /// The page for `errno`, or nil for a number that no socket call returns for a network's sake.
  public static func page(for errno: Errno) -> ErrnoPage? { pages.first { $0.errno == errno } }

  /// All pages.
  public static let pages: [ErrnoPage] = [
    connectionReset, brokenPipe, connectionRefused, timedOut, connectionAborted, notConnected, hostUnreachable,
    networkUnreachable, accessDenied, noProtocolOption, hostDown, noNetwork, operationNotSupported, protocolError,
    addressNotAvailable, networkDown, invalidArgument, operationNotPermitted,
  ]
}

// What a RST or silence leaves behind.
extension ErrnoPage {
  private static let connectionReset = ErrnoPage(
    errno: .connectionReset,
    meaning: """
      A RST ended the established connection. The error is stored once per socket; the first call that may see it \
      takes it, a write as well as a read, on whichever descriptor or thread.
      """,
    calls: """
      Buffered bytes come first, then ECONNRESET once; then reads return 0 and writes fail with EPIPE and SIGPIPE. \
      SO_ERROR takes it too, and then no read ever shows it. After the peer's FIN it is EPIPE instead. The side that \
      sent the RST sees it as well after connect(AF_UNSPEC), or after shutdown(SHUT_RDWR) when data still came.
      """,
    causes: [
      .closeWithUnreadData, .lingerZeroClose, .halfOpenPeer, .processExitWithUnreadData, .listenerClosed, .disconnect,
      .backlogOverflow, .stateLostInNetwork, .forgedReset,
    ],
    advice: [
      "Look at who sent the RST and what it did just before: rstscope names the cause and its evidence.",
      "Do not take the first read's 0 after an error for an orderly end: data was lost.",
      "Retry only what is safe to do twice: the peer may have acted on the request.",
    ],
    references: ["man 2 recv", "man 7 tcp", "Linux tcp_reset()", "RFC 9293 §3.10.7.4"])

  private static let brokenPipe = ErrnoPage(
    errno: .brokenPipe,
    meaning: """
      A write on a connection that can take none: its error was taken by an earlier call, a RST came after the peer's \
      FIN, or this end had shut down its own writing. SIGPIPE is raised unless MSG_NOSIGNAL or SIG_IGN says otherwise.
      """,
    calls: """
      After the peer's FIN and its RST every write fails with EPIPE from the first one on, and reads return 0 for \
      ever: no read can show that data was lost. Otherwise EPIPE follows the call that got ECONNRESET.
      """,
    causes: [.dataAfterClose, .closeWithUnreadData, .lingerZeroClose, .localShutdown],
    advice: [
      "Find the call before it that took the error; the cause is there.",
      "Ignore SIGPIPE or pass MSG_NOSIGNAL, and treat EPIPE as the end of the connection.",
      "Read before writing on a connection that was idle: the peer's close may be waiting there.",
    ],
    references: ["man 2 send", "man 7 signal", "Linux sk_stream_error()"])

  private static let connectionRefused = ErrnoPage(
    errno: .connectionRefused,
    meaning: """
      A RST answered the SYN, or an ICMP port unreachable did: nobody listens there, or a firewall says so. From the \
      packet alone the two are the same.
      """,
    calls: """
      A blocking connect() returns it; the socket is unconnected then (reads ENOTCONN, writes EPIPE). A non-blocking \
      one reports ERR and HUP, and SO_ERROR, connect() again, a read or a write takes it. Fast Open's sendto() too.
      """,
    causes: [.noListener, .firewallReject, .icmpUnreachable],
    advice: [
      "Check that the service runs and listens on that address and port, not on loopback only.",
      "Then look for a firewall's reject rule on the way; its RST often bears another TTL.",
    ],
    references: ["man 2 connect", "RFC 9293 §3.10.7.3", "Linux tcp_rcv_synsent_state_process()"])

  private static let timedOut = ErrnoPage(
    errno: .timedOut,
    meaning: """
      The peer was silent for too long: SYNs, data or keepalive probes went unanswered until a timer ran out. Only \
      keepalive sends a RST as it gives up.
      """,
    calls: """
      connect() returns it after tcp_syn_retries (127 s by default); a connection with data in flight after \
      tcp_retries2 (about 15 minutes) or TCP_USER_TIMEOUT; an idle one after its keepalive. Taken once, like any error.
      """,
    causes: [.connectTimeout, .retransmissionTimeout, .userTimeout, .keepaliveTimeout],
    advice: [
      "Something drops packets without a word: look for where they stop, with a capture on each side.",
      "Set TCP_USER_TIMEOUT or a timeout of the application's own; the defaults are for patient programs.",
    ],
    references: ["man 7 tcp", "Linux tcp_write_timeout()", "RFC 9293 §3.8.3"])

  private static let connectionAborted = ErrnoPage(
    errno: .connectionAborted,
    meaning: """
      The connection was ended on this side, as by `ss -K` (SOCK_DESTROY), or connect() was called again on a socket \
      whose refusal SO_ERROR had taken already. On Linux accept() never returns it.
      """,
    calls: "Stored and taken like ECONNRESET; connect() again returns it once without sending a SYN.",
    causes: [.localAbort, .administrativeKill],
    advice: ["Ask who may kill sockets on this host: ss -K, a VPN client, Android's netd, a container runtime."],
    references: ["Linux tcp_abort()", "man 8 ss"])

  private static let notConnected = ErrnoPage(
    errno: .notConnected,
    meaning:
      "The socket has no connection: a blocking connect() failed, connect(AF_UNSPEC) dissolved it, or it is gone.",
    calls:
      "Reads after a failed blocking connect(); getpeername() and shutdown() after a RST, which do not take its error.",
    causes: [.noListener, .localAbort],
    advice: ["Look at the connect() before it: its error is the reason."],
    references: ["man 2 connect", "man 2 shutdown"])
}
