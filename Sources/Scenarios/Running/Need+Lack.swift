import Glibc

extension Need {
  /// What is missing for it here, or nil. Asked once for each scenario, on its thread.
  var lack: String? {
    switch self {
    case .nft: HelperProgram.path(of: "nft") == nil ? "needs nft (apt-get install nftables)" : nil
    case .conntrack: HelperProgram.path(of: "conntrack") == nil ? "needs conntrack (apt-get install conntrack)" : nil
    case .ip: HelperProgram.path(of: "ip") == nil ? "needs ip (apt-get install iproute2)" : nil
    case .mptcp:
      SmallFile.read("/proc/sys/net/mptcp/enabled")?.first == "1" ? nil : "needs MPTCP (net.mptcp.enabled=1)"
    case .md5: nil
    case .root: unsafe UserNamespace.isEntered || geteuid() != 0 ? "needs root" : nil
    }
  }
}

extension Scenario {
  /// Whether a step touches rules, settings or sockets that may be somebody else's outside a private namespace.
  var needsPrivateNamespace: Bool {
    guard network == .loopback else { return true }
    return steps.contains { step in
      switch step.action {
      case .destroy, .inject, .firewall, .firewallFlush, .sysctl, .program, .vanish: true
      default: false
      }
    }
  }
}
