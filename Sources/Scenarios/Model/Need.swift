/// What a scenario needs beside an unprivileged namespace.
public enum Need: String, Sendable, CaseIterable {
  /// The `nft` program and nf_tables in the kernel.
  case nft
  /// The `conntrack` program and connection tracking in the kernel.
  case conntrack
  /// The `ip` program.
  case ip
  /// Multipath TCP in the kernel.
  case mptcp
  /// TCP_MD5SIG in the kernel.
  case md5
  /// The kernel's own reasons (root, tracefs).
  case root
  /// IPv6 in the kernel.
  case ipv6
  /// Pairs of virtual interfaces, as a router between the ends has them.
  case veth
  /// SOCK_DESTROY in the kernel, as `ss -K` uses it.
  case kill
  /// TCP_REPAIR in the kernel, by which a connection is forgotten without a word.
  case vanish
}

extension Scenario {
  /// What it says that it needs, and what its addresses, its network and its steps need without a word.
  var allNeeds: Set<Need> {
    var all = Set(needs)
    if family == .ipv6 { all.insert(.ipv6) }
    if network == .router { all.formUnion([.ip, .veth]) }
    for step in steps {
      switch step.action {
      case .destroy: all.insert(.kill)
      case .vanish: all.insert(.vanish)
      case .firewall, .firewallFlush: all.insert(.nft)
      case .program(let words): if words.first == "conntrack" { all.insert(.conntrack) } else { all.insert(.ip) }
      case .listen(_, let options), .connect(_, let options), .socket(let options):
        if options.multipath { all.insert(.mptcp) }
        if options.options.contains(where: { $0.name == .md5Signature }) { all.insert(.md5) }
      default: break
      }
    }
    return all
  }
}
