// Failures that leave no RST.
extension CausePage {
  static let icmpUnreachable = CausePage(
    cause: .icmpUnreachable,
    reason: "a router or host said by ICMP that it cannot be reached",
    meaning: """
      An ICMP error came back for one of our segments. While connecting it ends the attempt (on the same host only \
      after about a second); in an established connection it is only remembered, and replaces ETIMEDOUT in the end.
      """,
    packets: "ICMP destination unreachable (type 3; ICMPv6 type 1) that quotes the segment.",
    calls: """
      ECONNREFUSED for port unreachable, EHOSTUNREACH for host, administratively prohibited (EACCES on IPv6), \
      ENETUNREACH for network, ENOPROTOOPT for protocol.
      """,
    kernel: "inet_sk_error_report with that errno",
    lookAlikes: ["no-listener also gives ECONNREFUSED, by a RST."],
    advice: [
      "The ICMP message names its sender: that device has the rule or lacks the route; on a live connection the error "
        + "alone breaks nothing.",
      "Code 13 (or 9, 10) is a filter; codes 0 and 1 are routing or a host that is down; code 3 is a REJECT default.",
    ],
    references: ["RFC 1122 §4.2.3.9", "RFC 5461", "man 7 icmp", "Linux tcp_v4_err()"])

  static let connectTimeout = CausePage(
    cause: .connectTimeout,
    reason: "no answer came to its SYNs",
    meaning: "SYN after SYN was sent and nothing came back: dropped on the way, a host that is off, a full SYN queue.",
    packets: "The same SYN again after 1, 2, 4, 8 … seconds, and no answer.",
    calls: "connect() fails with ETIMEDOUT after about two minutes (tcp_syn_retries), or after TCP_USER_TIMEOUT.",
    kernel: "inet_sk_error_report with ETIMEDOUT",
    lookAlikes: ["A firewall that drops looks like a host that is off; one that rejects would answer."],
    advice: [
      "Capture at the server: if the SYNs arrive there, look at its firewall, its route back, and its queues (ss -ltn: "
        + "Recv-Q at its limit; nstat TcpExtListenDrops, TcpExtListenOverflows).",
      "If not, walk the path (traceroute -T -p PORT) and ask for DROP rules and security groups.",
    ],
    references: ["RFC 9293 §3.8.3", "man 7 tcp (tcp_syn_retries)"])

  static let retransmissionTimeout = CausePage(
    cause: .retransmissionTimeout,
    reason: "what it sent was never acknowledged",
    meaning: "Data was retransmitted until the kernel gave up (tcp_retries2, about 15 minutes). No RST is sent.",
    packets: "The same bytes again and again, at doubling intervals, and no acknowledgment.",
    calls: "The next call gets ETIMEDOUT (or the ICMP error remembered meanwhile), then end of file and EPIPE.",
    kernel: "inet_sk_error_report with ETIMEDOUT; no tcp_send_reset",
    lookAlikes: ["user-timeout is the same, but earlier, as TCP_USER_TIMEOUT says."],
    advice: [
      "The path or the peer vanished without a word: look for a link, a route, a NAT entry or a host that went away.",
      "Set TCP_USER_TIMEOUT or an application timeout to notice sooner.",
    ],
    references: ["RFC 9293 §3.8.3", "RFC 6298", "man 7 tcp (tcp_retries2)"])

  static let userTimeout = CausePage(
    cause: .userTimeout,
    reason: "nothing was acknowledged within TCP_USER_TIMEOUT",
    meaning: "The application limited how long data may stay unacknowledged, and that time passed. No RST is sent.",
    packets: "Retransmissions, or probes of a window that stays closed, that stop after the time that was set.",
    calls: "The next call gets ETIMEDOUT, then end of file and EPIPE.",
    kernel: "inet_sk_error_report with ETIMEDOUT; no tcp_send_reset",
    lookAlikes: ["retransmission-timeout: the same without the option, and much later."],
    advice: [
      "If the peer is only slow, raise TCP_USER_TIMEOUT; it also counts a peer that keeps its window closed.",
      "If the path is broken, it did its job: reconnect.",
    ],
    references: ["RFC 5482", "man 7 tcp (TCP_USER_TIMEOUT)"])

  static let localShutdown = CausePage(
    cause: .localShutdown,
    reason: "it had shut down its own side for writing",
    meaning: "The application wrote after its own shutdown(SHUT_WR or SHUT_RDWR). The network has no part in it.",
    packets: "The FIN of the caller's own side, if anything.",
    calls: "write() gets EPIPE with SIGPIPE at once.",
    kernel: nil,
    lookAlikes: ["EPIPE after the peer's RST (data-after-close, or the second write after ECONNRESET)."],
    advice: [
      "Look for the shutdown() in the trace: another thread, or a library that finished the stream.",
      "Ignore SIGPIPE (or MSG_NOSIGNAL) and handle EPIPE.",
    ],
    references: ["man 2 shutdown", "man 2 write (EPIPE)"])

  static let localAbort = CausePage(
    cause: .localAbort,
    reason: "its own socket was killed or disconnected",
    meaning: """
      The caller's own socket was destroyed by ss -K (ECONNABORTED) or dissolved by connect(AF_UNSPEC) (ECONNRESET, \
      then ENOTCONN). If a RST is on the wire, this end sent it.
      """,
    packets: "None, or a RST that this end sent itself.",
    calls:
      "ECONNABORTED after SOCK_DESTROY; ECONNRESET after connect(AF_UNSPEC); accept() EINVAL on a killed listener.",
    kernel: "inet_sk_error_report; TCP_STATE where a RST was sent",
    lookAlikes: ["A RST from the peer: then the capture shows it coming in."],
    advice: [
      "Look for the earlier call in this process, or for whoever ran ss -K.",
      "Do not blame the peer: it never sent a RST.",
    ],
    references: ["man 8 ss (-K)", "man 2 connect"])

  static let noRoute = CausePage(
    cause: .noRoute,
    reason: "its own host has no route there",
    meaning: "The routing table, a policy or an unanswered ARP request refused the attempt before any packet left.",
    packets: "None; for a host on the same link perhaps ARP requests without an answer.",
    calls:
      "connect() gets ENETUNREACH, EHOSTUNREACH (also ARP failure), EACCES (prohibit route) or EINVAL (blackhole).",
    kernel: nil,
    lookAlikes: ["icmp-unreachable gives the same errnos, but an ICMP message tells so."],
    advice: [
      "ip route get ADDRESS on the caller's host, inside its network namespace.",
      "EHOSTUNREACH after about three seconds means ARP or neighbour discovery failed: is the host up on that link?",
    ],
    references: ["man 8 ip-route", "man 2 connect"])
}
