// Causes that lie with an end host that was ending the connection.
extension CausePage {
  static let closeWithUnreadData = CausePage(
    cause: .closeWithUnreadData,
    reason: "it closed the socket while received bytes were unread",
    meaning: """
      The application called close() while bytes that it had received were still in the socket's receive queue. Linux \
      throws them away and tells the peer so with a RST instead of a FIN: data was lost, and the peer must know.
      """,
    packets: """
      RST,ACK with the sender's next sequence number, after payload had reached the sender. Often it acknowledges bytes \
      that had just come, and its window is open again, for close() empties the queue first.
      """,
    calls: """
      Receiver: whichever call comes first gets ECONNRESET, a write too and without SIGPIPE; then reads give end of \
      file and writes EPIPE. Bytes that were buffered before stay readable. Sender: close() returns 0.
      """,
    kernel: "TCP_ABORT_ON_CLOSE, stack … __tcp_close … sys_close",
    lookAlikes: [
      "linger-zero-close is the same packet; only the sender's calls or its kernel tell.",
      "process-exit-with-unread-data: the same close, done by the kernel as the process ends.",
    ],
    advice: [
      "Sender: read to end of file before close(), or shutdown(SHUT_WR), read what is left within a limit, then close().",
      "An HTTP server that refuses an upload early must drain or linger, or the client never sees the answer.",
      "Receiver: a response may have arrived before the RST; read first, then look at the error.",
    ],
    references: ["RFC 9293 §3.6.1", "RFC 1122 §4.2.2.13", "RFC 2525 §2.17", "Linux __tcp_close()"])

  static let processExitWithUnreadData = CausePage(
    cause: .processExitWithUnreadData,
    reason: "its process ended while received bytes were unread",
    meaning: """
      The process was killed or exited while bytes were unread in one of its sockets. The kernel closes the sockets of \
      a dead process as close() would, so the peer gets a RST. Without unread bytes it would have got a FIN.
      """,
    packets: "As close-with-unread-data; several connections of one host reset within a millisecond suggest it.",
    calls: "Receiver: as close-with-unread-data. Sender: no close() at all; its last call may be cut short.",
    kernel: "TCP_ABORT_ON_CLOSE, stack … do_exit",
    lookAlikes: ["close-with-unread-data: the same packet; the call stack or the process's end tells."],
    advice: [
      "Look for the end of the process at that moment: journal, OOM killer, container restarts, core dumps.",
      "Handle SIGTERM: stop accepting, finish what is read, then exit; give the supervisor's stop timeout room for it.",
    ],
    references: ["RFC 1122 §4.2.2.13", "man 7 signal", "Linux do_exit(), __tcp_close()"])

  static let lingerZeroClose = CausePage(
    cause: .lingerZeroClose,
    reason: "it closed the socket with SO_LINGER {1,0}",
    meaning: """
      The application asked for an abortive close: SO_LINGER with time 0 makes close() drop all unsent and unread bytes \
      and send a RST. Load testers, health checkers and proxies do it to avoid TIME-WAIT.
      """,
    packets: "RST,ACK with the sender's next sequence number, at any time; needs no payload in either direction.",
    calls: "Receiver: ECONNRESET once, then end of file and EPIPE. Sender: setsockopt(SO_LINGER), then close() = 0.",
    kernel: "TCP_STATE, stack tcp_disconnect ← __tcp_close (TCP_ABORT_ON_CLOSE where bytes were unread)",
    lookAlikes: [
      "close-with-unread-data, where payload had reached the sender.",
      "listener-closed, where the sender was connected to and never said a word.",
      "disconnect, administrative-kill: the same packet; the sender's calls or the call stack tell.",
    ],
    advice: [
      "Look for SO_LINGER in the sender's code and libraries (Go SetLinger(0), Netty SO_LINGER, nginx "
        + "reset_timedout_connection).",
      "To avoid TIME-WAIT let the other side close first instead; abortive close can destroy bytes under way.",
    ],
    references: ["man 7 socket (SO_LINGER)", "RFC 9293 §3.10.5", "Linux tcp_disconnect()"])

  static let listenerClosed = CausePage(
    cause: .listenerClosed,
    reason: "its listener was closed before anybody accepted the connection",
    meaning: """
      The handshake was done by the kernel and the connection waited in the accept queue when the listening socket was \
      closed or shut down. Nobody can accept it any more, so it is reset.
      """,
    packets: """
      Handshake, perhaps data from the client that was acknowledged, and then RST,ACK from the server, which never sent \
      payload or FIN. A restart shows several at once.
      """,
    calls:
      "Receiver: connect() had succeeded; the next call gets ECONNRESET. Sender: close() or shutdown() of the listener.",
    kernel: "TCP_STATE, stack inet_csk_listen_stop",
    lookAlikes: ["A server that accepts and closes with SO_LINGER {1,0}, or with unread data, without a word."],
    advice: [
      "Deploy without a gap: hand the listening socket over (systemd socket activation, SO_REUSEPORT with migration: "
        + "net.ipv4.tcp_migrate_req).",
      "Take the server out of the load balancer, then accept what is queued, then close the listener.",
    ],
    references: ["Linux inet_csk_listen_stop()", "man 2 listen", "ip-sysctl tcp_migrate_req"])

  static let disconnect = CausePage(
    cause: .disconnect,
    reason: "it called connect(AF_UNSPEC) on the live connection",
    meaning: "Connecting a socket to AF_UNSPEC dissolves its connection; on a live one that is an abort.",
    packets: "RST,ACK with the sender's next sequence number; a full receive queue shows as window 0.",
    calls: """
      Receiver: ECONNRESET once, then end of file and EPIPE. Sender: connect() = 0, then its own next call gets \
      ECONNRESET, and later ones ENOTCONN.
      """,
    kernel: "TCP_STATE, stack __inet_stream_connect (TCP_DISCONNECT_WITH_DATA in LAST-ACK with unsent bytes)",
    lookAlikes: ["linger-zero-close, administrative-kill: the same packet; the sender's calls or the call stack tell."],
    advice: [
      "Look for connect() with AF_UNSPEC in the sender's code: few programs do it on purpose.",
      "To reuse a descriptor shut the connection down and wait for the end first, or take a new socket.",
    ],
    references: ["man 2 connect", "Linux __inet_stream_connect(), tcp_disconnect()"])

  static let administrativeKill = CausePage(
    cause: .administrativeKill,
    reason: "somebody with rights over the host killed the socket (ss -K)",
    meaning:
      "The socket was destroyed from outside through SOCK_DESTROY: ss -K, a VPN or network manager, a CNI agent.",
    packets: "RST,ACK with the sender's next sequence number; a full receive queue shows as window 0.",
    calls: "Receiver: ECONNRESET. Sender: its own next call gets ECONNABORTED, which nothing else causes.",
    kernel: "TCP_STATE, stack tcp_abort; the event's state is still TCP_ESTABLISHED",
    lookAlikes: ["linger-zero-close, disconnect: the same packet; ECONNABORTED at the sender tells."],
    advice: [
      "Ask who destroys sockets there: audit CAP_NET_ADMIN processes; Android, Cilium and some VPN clients do it on "
        + "address or policy changes.",
      "Make the application reconnect on ECONNABORTED as on ECONNRESET.",
    ],
    references: ["man 8 ss (-K)", "man 7 sock_diag (SOCK_DESTROY)", "Linux tcp_abort()"])

  static let linger2Expired = CausePage(
    cause: .linger2Expired,
    reason: "its TCP_LINGER2 was negative, so it would not wait for the peer's FIN",
    meaning: """
      The sender had closed its side and was told by TCP_LINGER2 < 0 not to stay in FIN-WAIT-2 at all: it resets as \
      soon as its FIN is acknowledged.
      """,
    packets: "FIN, its acknowledgment, then RST,ACK; or a RST without ACK that answers the FIN's own acknowledgment.",
    calls:
      "Receiver: it had seen end of file, so EPIPE on the next write. Sender: setsockopt(TCP_LINGER2, -1), close() = 0.",
    kernel: "TCP_ABORT_ON_LINGER; TCP_ABORT_ON_DATA where close() came before the acknowledgment",
    lookAlikes: ["linger-zero-close after shutdown(SHUT_WR): the same packet; the kernel's reason tells."],
    advice: [
      "Remove the option unless the peer can never have more to send; net.ipv4.tcp_fin_timeout bounds the wait anyway.",
      "Receiver: treat it as a close that came too early; what it still wrote is lost.",
    ],
    references: ["man 7 tcp (TCP_LINGER2)", "Linux __tcp_close(), tcp_rcv_state_process()"])

  static let keepaliveTimeout = CausePage(
    cause: .keepaliveTimeout,
    reason: "its keepalive probes went unanswered",
    meaning: """
      The sender probed a silent connection and got no answer to tcp_keepalive_probes probes, so its kernel gave the \
      connection up. The RST is a courtesy to a peer that probably cannot hear it.
      """,
    packets:
      "Probes (length 0 or 1, one below the next sequence number) in equal steps, no answer, one step later RST,ACK.",
    calls: "Sender: its next call gets ETIMEDOUT. Receiver, if the RST arrives: ECONNRESET.",
    kernel: "TCP_KEEPALIVE_TIMEOUT",
    lookAlikes: ["An application that times out on its own and closes with SO_LINGER {1,0} between two probes."],
    advice: [
      "Find why the probes got no answer: a firewall or NAT that forgot the flow, a host gone, a path broken one way.",
      "Probe more often than the shortest idle limit on the way (TCP_KEEPIDLE below 60 s suits most load balancers).",
    ],
    references: ["RFC 9293 §3.8.4", "man 7 tcp (tcp_keepalive_*)", "Linux tcp_keepalive_timer()"])

  static let orphanLimit = CausePage(
    cause: .orphanLimit,
    reason: "its host ran out of orphaned sockets or TCP memory",
    meaning: """
      The application had closed the connection while bytes or the FIN were still to be delivered; too many such \
      orphans, or too little TCP memory, made the kernel drop it.
      """,
    packets: "RST,ACK from a side that had closed or had bytes unacknowledged.",
    calls: "Receiver: ECONNRESET, or EPIPE after the FIN. Sender: nothing, for no process holds the socket.",
    kernel: "TCP_ABORT_ON_MEMORY, and in its log: TCP: too many orphaned sockets, or out of memory",
    lookAlikes: ["linger-zero-close: the same packet; the kernel's log and TCPAbortOnMemory tell."],
    advice: [
      "Check nstat TCPAbortOnMemory, /proc/net/sockstat (orphan, mem) and the kernel log.",
      "Raise net.ipv4.tcp_max_orphans or tcp_mem, or lower tcp_orphan_retries; find who leaves peers unread.",
    ],
    references: ["ip-sysctl tcp_max_orphans, tcp_mem", "Linux tcp_check_oom(), tcp_out_of_resources()"])
}
