// Causes that lie with an end host that was sent a segment it had no use for.
extension CausePage {
  static let noListener = CausePage(
    cause: .noListener,
    reason: "nobody listens on that port",
    meaning: "The SYN met a port without a listening socket, and the host's kernel refused it.",
    packets: "SYN, then within a round trip RST,ACK with SEQ 0, window 0 and an acknowledgment of exactly the SYN.",
    calls: """
      Receiver: connect() fails with ECONNREFUSED; on a non-blocking socket SO_ERROR or the next call gets it, once. \
      Sender: no application is involved.
      """,
    kernel: "NO_SOCKET, answering a SYN",
    lookAlikes: ["firewall-reject is made to be the same packet: a kernel that sent it shows a tcp_send_reset event."],
    advice: [
      "On the server: ss -ltn 'sport = :PORT'. Is the service up, and bound to this address and family (127.0.0.1, [::])?",
      "If it does listen there, look for a REJECT rule, or a load balancer without a healthy backend.",
      "Clients: retry with backoff; a restart takes a moment.",
    ],
    references: ["RFC 9293 §3.10.7.1", "man 2 connect (ECONNREFUSED)", "Linux tcp_v4_send_reset()"])

  static let dataAfterClose = CausePage(
    cause: .dataAfterClose,
    reason: "data reached it after it had closed",
    meaning: """
      This end had closed the connection (its FIN is on the wire), and then more data came. Nobody will read it, so the \
      kernel answers with a RST. Typical of a request that crossed a server's idle close.
      """,
    packets:
      "FIN from the sender, then payload from the other side, then at once a RST without ACK whose SEQ is that payload's ACK.",
    calls: """
      Receiver: it had seen end of file, so it never gets ECONNRESET: reads give end of file, the write after the RST \
      gives EPIPE with SIGPIPE. The write that caused it had succeeded. Sender: nothing.
      """,
    kernel: "TCP_ABORT_ON_DATA, or TCP_TIMEWAIT_SOCKET once the FIN was acknowledged",
    lookAlikes: ["half-open-peer: a host that died after its FIN; then what it answers need not be payload."],
    advice: [
      "Receiver: on end of file stop writing; check for it before reusing a pooled connection.",
      "Proxy or client: keep the idle time of the pool below the server's keep-alive time, so that the client closes first.",
      "Retry idempotent requests once when the connection had been idle.",
    ],
    references: ["RFC 1122 §4.2.2.13", "RFC 9112 §9.5", "Linux tcp_rcv_state_process(), tcp_timewait_state_process()"])

  static let halfOpenPeer = CausePage(
    cause: .halfOpenPeer,
    reason: "it no longer knows the connection",
    meaning: """
      One end still believes in a connection that the other has no state for: it crashed, rebooted, its address moved \
      to another host, or it had reset the connection itself while more was under way.
      """,
    packets:
      """
      A segment in mid-connection, and at once a RST without ACK whose SEQ is that segment's ACK; no FIN before. Load \
      balancers and some stacks answer with RST,ACK once the connection is over.
      """,
    calls: "Receiver: ECONNRESET on the next call. Sender: no application is involved.",
    kernel: "NO_SOCKET where nobody listens on the port, TCP_FLAGS where somebody does",
    lookAlikes: [
      "firewall-reject and state-lost-in-network send the same packet; a capture or the kernel's events at the host tell.",
      "backlog-overflow, right after the handshake.",
    ],
    advice: [
      "Was the peer restarted, failed over, or its address moved? Compare uptime and logs with the time of the RST.",
      "TCP keepalives or application heartbeats find a dead peer before the next request does.",
    ],
    references: ["RFC 9293 §3.5.1, §3.10.7.1", "Linux tcp_v4_send_reset()"])

  static let backlogOverflow = CausePage(
    cause: .backlogOverflow,
    reason: "its accept queue was full and tcp_abort_on_overflow is set",
    meaning: """
      The handshake could not be completed because the listener's accept queue was full, and the host is set to refuse \
      instead of waiting. The client's connect() had already succeeded.
      """,
    packets: "SYN, SYN+ACK, ACK, and in answer to that ACK or the first data a RST without ACK.",
    calls: "Receiver: connect() succeeded; the next call gets ECONNRESET. Sender: accept() never saw the connection.",
    kernel: "INVALID_SYN (the name misleads), answering the handshake's ACK or the first data",
    lookAlikes: ["half-open-peer right after the handshake; nstat TcpExtListenOverflows on the server tells."],
    advice: [
      "Accept faster, raise the backlog argument of listen() and net.core.somaxconn; see the queue with ss -ltn (Recv-Q).",
      "Leave net.ipv4.tcp_abort_on_overflow at 0 unless you want clients to fail at once.",
    ],
    references: ["ip-sysctl tcp_abort_on_overflow", "man 2 listen", "Linux tcp_check_req()"])

  static let unacceptableAckInHandshake = CausePage(
    cause: .unacceptableAckInHandshake,
    reason: "it was still connecting and was sent an acknowledgment of something it never sent",
    meaning: """
      An end in SYN-SENT or SYN-RECEIVED got an acknowledgment that does not fit its SYN, or an echoed timestamp that \
      is not its own. It answers with a RST and goes on connecting. Mostly the other end still holds an old connection \
      of the same ports.
      """,
    packets: "SYN, then an ACK or SYN+ACK that acknowledges something else, then a RST without ACK with that number.",
    calls: "Receiver: its old connection, if it has one, ends with ECONNRESET. Sender: connect() goes on waiting.",
    kernel: "TCP_INVALID_ACK_SEQUENCE, TCP_ACK_UNSENT_DATA, TCP_TOO_OLD_ACK or TCP_RFC7323_PAWS",
    lookAlikes: ["half-open-peer and unexpected-syn-ack: a host that has no socket for these ports at all."],
    advice: [
      "Expected after a crash with quick reuse of ports: the RST clears the old half and the next SYN succeeds.",
      "If it repeats, look for two hosts or NATs that share an address, or a SYN proxy or firewall that alters numbers: "
        + "capture on both of its sides and compare.",
    ],
    references: ["RFC 9293 §3.10.7.3, §3.5.1", "RFC 7323 §5", "Linux tcp_rcv_synsent_state_process()"])

  static let invalidSyn = CausePage(
    cause: .invalidSyn,
    reason: "a second, different SYN reached its half-made connection",
    meaning: "While a handshake was under way, a SYN or SYN+ACK with another sequence number came for the same ports.",
    packets:
      "SYN, SYN+ACK, then a SYN or SYN+ACK with another sequence number in the window, then a RST that answers it.",
    calls: "Receiver: connect() gets ECONNREFUSED if its own SYN was refused. Sender: accept() never saw it.",
    kernel: "INVALID_SYN, answering a SYN or SYN+ACK",
    lookAlikes: ["no-listener: the same packet; but here the port had just answered with a SYN+ACK."],
    advice: [
      "Look for two clients behind one NAT address that were given the same port, or a client that reuses ports too fast.",
      "Spoofed SYNs look the same; one alone is no reason to worry.",
    ],
    references: ["RFC 9293 §3.10.7.4", "Linux tcp_check_req()"])

  static let unexpectedSynAck = CausePage(
    cause: .unexpectedSynAck,
    reason: "it was sent a SYN+ACK that it had not asked for",
    meaning: """
      A SYN+ACK reached a host that has no socket waiting for it: the SYN came from a scanner that bypasses the kernel \
      (nmap -sS, zmap), from a spoofed source, or from a connect() that had been given up.
      """,
    packets:
      "SYN, SYN+ACK, then a RST without ACK, window 0, from the side that seemed to be connecting; no data ever.",
    calls:
      "Receiver: the handshake never completed, accept() saw nothing. Sender: none, or a connect() that was closed early.",
    kernel: "NO_SOCKET or TCP_FLAGS, answering a SYN+ACK",
    lookAlikes: [
      "firewall-reject before the client: then the client repeats its SYN.",
      "unacceptable-ack-in-handshake: then the SYN+ACK does not fit the SYN.",
    ],
    advice: [
      "Many ports or hosts from one source: a half-open scan; judge it by your policy.",
      "SYN+ACKs to you without a SYN of yours are backscatter: somebody uses your address as a spoofed source.",
    ],
    references: ["RFC 9293 §3.5.1", "Linux tcp_v4_send_reset()"])

  static let timeWaitCollision = CausePage(
    cause: .timeWaitCollision,
    reason: "a new SYN met what was left of the old connection of the same ports",
    meaning: """
      The sender had closed the old connection and kept a small remnant that waits for the peer's FIN. A SYN for the \
      same ports reached that remnant and was refused.
      """,
    packets: "An old connection with the sender's FIN, then a SYN of the same ports, then RST,ACK with SEQ 0.",
    calls: "Receiver: connect() gets ECONNREFUSED. Sender: no application is involved.",
    kernel: "TCP_TIMEWAIT_SOCKET, answering a SYN",
    lookAlikes: ["no-listener: the same packet; the old connection before it tells."],
    advice: [
      "Let clients use more source ports or addresses, or keep connections longer, so that ports are reused later.",
      "Close both sides: a peer that never sends its FIN leaves the remnant behind for tcp_fin_timeout.",
    ],
    references: ["RFC 9293 §3.6.1", "RFC 6191", "Linux tcp_timewait_state_process()"])

  static let mptcpReset = CausePage(
    cause: .mptcpReset,
    reason: "MPTCP refused or ended the subflow",
    meaning: """
      A RST with MP_TCPRST concerns one path of an MPTCP connection, with a reason code; with MP_FASTCLOSE the whole \
      connection was aborted. Without MP_FASTCLOSE the application need not notice.
      """,
    packets: "A RST with option 30: subtype 8 (MP_TCPRST, with reason) or 7 (MP_FASTCLOSE).",
    calls: "Receiver: nothing while another subflow lives; ECONNRESET after MP_FASTCLOSE.",
    kernel: "MPTCP_RST_…; TCP_ABORT_ON_CLOSE for an application's own close",
    lookAlikes: ["An application's abortive close of an MPTCP socket carries MP_FASTCLOSE and MP_TCPRST as well."],
    advice: [
      "Read the reason: token or HMAC errors mean a join to the wrong connection; middlebox interference means a path "
        + "that alters options.",
      "Check the path manager's limits: ip mptcp limits, ip mptcp endpoint.",
    ],
    references: ["RFC 8684 §3.5, §3.6", "man 8 ip-mptcp"])

  static let challengeReply = CausePage(
    cause: .challengeReply,
    reason: "it answered a challenge ACK that an inexact RST had brought about",
    meaning: """
      A first RST was in the window but not exactly at the expected number, so the receiver asked with a challenge ACK. \
      The sender, who indeed has no connection any more, answers with an exact RST: the second one kills.
      """,
    packets:
      "RST with another number, bare ACK by the receiver, then a RST without ACK whose SEQ is that ACK's number.",
    calls: "Receiver: ECONNRESET (EPIPE after a FIN), by this RST and not by the first one.",
    kernel: "NO_SOCKET or TCP_FLAGS",
    lookAlikes: ["A forger who guesses again sends another number than the one asked for."],
    advice: [
      "Nothing to mend here: look at the cause of the first RST, which this one confirms to be genuine.",
      "The first one is inexact mostly because bytes before it were lost or unacknowledged.",
    ],
    references: ["RFC 5961 §3.2", "Linux tcp_validate_incoming(), tcp_send_challenge_ack()"])
}
