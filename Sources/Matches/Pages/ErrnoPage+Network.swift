internal import Causes
internal import Host

// What ICMP, routing or this host's own rules say.
extension ErrnoPage {
  static let hostUnreachable = ErrnoPage(
    errno: .hostUnreachable,
    meaning: "A router or a firewall said so by ICMP, or nobody answered ARP on the local link.",
    calls: """
      connect() fails with it, on one and the same host about a second late; on a live connection it is soft: SO_ERROR \
      shows it, and it takes the place of ETIMEDOUT when the retransmissions run out.
      """,
    causes: [.icmpUnreachable, .noRoute],
    advice: [
      "The ICMP error's sender is the device that refuses: ask there.", "Without one, check ARP and routes here.",
    ],
    references: ["man 7 icmp", "Linux icmp_err_convert", "RFC 1122 §4.2.3.9"])

  static let networkUnreachable = ErrnoPage(
    errno: .networkUnreachable,
    meaning: "No route to that network: this host's own routing table, or a router by ICMP.",
    calls: "connect() returns it at once when the route is missing here, later when ICMP brings it.",
    causes: [.noRoute, .icmpUnreachable],
    advice: ["Check `ip route get ADDRESS`; for IPv6, whether this host has a global address at all."],
    references: ["man 2 connect", "man 7 icmp"])

  static let accessDenied = ErrnoPage(
    errno: Errno(rawValue: 13),
    meaning: "A prohibiting route or firewall rule on this host, or ICMPv6 administratively prohibited.",
    calls: "connect() returns it.",
    causes: [.icmpUnreachable, .noRoute],
    advice: ["Look for `prohibit` routes and reject rules that answer with admin-prohibited."],
    references: ["man 2 connect", "RFC 4443 §3.1"])

  static let noProtocolOption = ErrnoPage(
    errno: .noProtocolOption,
    meaning: "An ICMP protocol unreachable: the host says that it has no TCP, or a firewall says so in its name.",
    calls: "connect() returns it.",
    causes: [.icmpUnreachable],
    advice: ["A host without TCP is rare; look for a reject rule with icmp-proto-unreachable."],
    references: ["RFC 1122 §3.2.2.1"])

  static let hostDown = ErrnoPage(
    errno: .hostDown,
    meaning: "An ICMP destination unreachable, host unknown (3/7): the last router has never heard of that host.",
    calls: "connect() returns it; later it is soft and waits for SO_ERROR.",
    causes: [.icmpUnreachable],
    advice: ["Ask at the router that sent it: the address lies in its network, and nothing answers there."],
    references: ["RFC 1122 §3.2.2.1", "Linux icmp_err_convert"])

  static let noNetwork = ErrnoPage(
    errno: Errno(rawValue: 64),
    meaning: "An ICMP destination unreachable, source host isolated (3/8): nobody sends this code any more on purpose.",
    calls: "connect() returns it; later it is soft and waits for SO_ERROR.",
    causes: [.icmpUnreachable],
    advice: ["Suspect a firewall with an odd reject rule, or forged ICMP; the message names its sender."],
    references: ["RFC 1812 §5.2.7.1", "Linux icmp_err_convert"])

  static let operationNotSupported = ErrnoPage(
    errno: .operationNotSupported,
    meaning: "An ICMP source route failed (3/5), or a call that this kind of socket does not know, such as MSG_OOB.",
    calls: "connect() returns it after the ICMP error; any call returns it at once where the socket cannot do it.",
    causes: [.icmpUnreachable],
    advice: ["Without source routes on the packets the ICMP error is nonsense: look at who sent it."],
    references: ["man 2 send", "Linux icmp_err_convert"])

  static let protocolError = ErrnoPage(
    errno: .protocolError,
    meaning: "An ICMP parameter problem: somebody on the way could not read a header of ours.",
    calls: "connect() returns it; later it is soft and waits for SO_ERROR.",
    causes: [.icmpUnreachable],
    advice: ["The ICMP message points at the byte it dislikes: look for IP options or IPv6 extension headers there."],
    references: ["RFC 792", "RFC 4443 §3.4", "Linux tcp_v4_err()"])

  static let addressNotAvailable = ErrnoPage(
    errno: .addressNotAvailable,
    meaning: "No address or port of this host fits: all ephemeral ports to that peer are taken, or bind() named an "
      + "address that this host has not.",
    calls: "connect() or bind() returns it at once; no packet leaves.",
    causes: [.noRoute],
    advice: [
      "Count connections to that peer, TIME-WAIT too: ss -tan dst ADDRESS | wc -l, beside net.ipv4.ip_local_port_range.",
      "Keep connections open and reuse them; a wider port range or more addresses only buy time.",
    ],
    references: ["man 2 connect", "man 7 ip (ip_local_port_range)"])

  static let networkDown = ErrnoPage(
    errno: .networkDown,
    meaning: "The interface that the route names is down.",
    calls: "connect() returns it at once; an established connection goes on retransmitting instead.",
    causes: [.noRoute],
    advice: ["ip link show, inside the caller's network namespace: bring the interface up, or mend the route."],
    references: ["man 7 netdevice", "man 8 ip-link"])

  static let invalidArgument = ErrnoPage(
    errno: .invalidArgument,
    meaning:
      "From connect(): a blackhole route swallows the destination. From accept(): the socket does not listen any "
      + "more, since it was shut down or killed.",
    calls: "At once; no packet leaves.",
    causes: [.noRoute, .localAbort],
    advice: [
      "ip route get ADDRESS: a blackhole entry is often left behind by a VPN or a routing daemon.",
      "accept(): look for the shutdown() of the listener, or for ss -K.",
    ],
    references: ["man 8 ip-route (blackhole)", "man 2 accept"])

  static let operationNotPermitted = ErrnoPage(
    errno: .operationNotPermitted,
    meaning: "This host's own firewall dropped the packet on its way out, or a security module refused the call.",
    calls: "connect() or send() returns it at once; no packet leaves.",
    causes: [.noRoute],
    advice: [
      "nft list ruleset, iptables -vnL OUTPUT: a DROP in the output chain makes the call fail, a REJECT sends ICMP.",
      "Without one, ask the audit log: SELinux, AppArmor, seccomp or a cgroup's BPF program.",
    ],
    references: ["man 8 nft", "man 7 cgroups"])
}
