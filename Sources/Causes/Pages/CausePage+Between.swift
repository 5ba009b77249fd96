// Causes that lie with something between the end hosts.
extension CausePage {
  static let firewallReject = CausePage(
    cause: .firewallReject,
    reason: "a firewall rejects it with a TCP reset",
    meaning: """
      A packet filter (nftables or iptables REJECT with tcp-reset, a security group, a policy agent) answered in the \
      host's name. It may stand on the host itself, on yours, or on a router between.
      """,
    packets: "The same RST that a host would send: at a SYN as no-listener, in mid-connection as half-open-peer.",
    calls:
      "Receiver: ECONNREFUSED from connect(), or ECONNRESET later. The host behind it knows nothing and may go on.",
    kernel: nil,
    lookAlikes: [
      "no-listener, half-open-peer: if the host's own kernel shows no tcp_send_reset event, it was the firewall.",
      "A time to live unlike the host's hints at a device on the way; on loopback the checksum's state does.",
    ],
    advice: [
      "List and count rules: nft list ruleset, iptables -vnL; cloud security groups and Kubernetes NetworkPolicies too.",
      "Capture on the server: a SYN that never arrives there, or a RST that it never sent, was rejected before it.",
    ],
    references: ["man 8 nft (reject)", "RFC 9293 §3.10.7.1", "Linux nf_send_reset()"])

  static let stateLostInNetwork = CausePage(
    cause: .stateLostInNetwork,
    reason: "a NAT, firewall or load balancer forgot the connection",
    meaning: """
      Something that keeps state for each connection dropped it, mostly after an idle time, a failover or a reload, and \
      refuses what comes later. Both hosts may still believe in the connection.
      """,
    packets: "A long silence, then a segment, then at once a RST without ACK; the other end may go on, or retransmit.",
    calls: "Receiver: ECONNRESET, often on the first request after a pause. The other end: nothing, until it sends.",
    kernel: nil,
    lookAlikes: ["half-open-peer: the host itself forgot. firewall-reject: it refuses by rule, not by forgetting."],
    advice: [
      "Keep connections busier than the shortest idle limit on the way (often 60 to 350 s): keepalives, or close first.",
      "Compare captures on both sides: the RST that one host received and the other never sent shows the culprit.",
      "Check conntrack: nf_conntrack_tcp_timeout_established, conntrack -S, table full.",
    ],
    references: ["RFC 5382", "RFC 7857", "nf_conntrack-sysctl"])

  static let forgedReset = CausePage(
    cause: .forgedReset,
    reason: "a third party sent it in a host's name",
    meaning: """
      The RST does not come from the host whose address it bears: censorship or traffic management on the way, an \
      intrusion prevention system, or an attack. Settled only where the numbers or the host's own later segments prove \
      it.
      """,
    packets: """
      Numbers that the host would not use, a window where hosts leave none, an answer to nothing, several RSTs with \
      stepped numbers; and the host goes on. Time to live and IP identification off its line are hints only.
      """,
    calls:
      "Receiver: ECONNRESET if the number was exact; nothing but a challenge ACK or silence otherwise. The named sender: nothing.",
    kernel: nil,
    lookAlikes: [
      "Captures with gaps, other operating systems, load balancers: each shows one oddity, rarely two.",
      "An injector on the path can copy a host's RST exactly; only a capture at that host tells.",
    ],
    advice: [
      "Capture on both ends at once: rstscope analyze --compare A B names the RSTs that their host never sent.",
      "Note the RST's time to live and identification: they point to how far away the injector stands.",
      "Encrypt and authenticate what matters; TCP-AO or a tunnel that ignores unsigned RSTs protects long-lived sessions.",
    ],
    references: ["RFC 5961", "RFC 4953", "Weaver, Sommer, Paxson: Detecting Forged TCP Reset Packets, NDSS 2009"])
}
