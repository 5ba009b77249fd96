/// What a scenario needs beside an unprivileged namespace.
public enum Need: String, Sendable, CaseIterable {
  /// The `nft` program and nf_tables in the kernel.
  case nft
  /// The `conntrack` program.
  case conntrack
  /// The `ip` program.
  case ip
  /// `net.mptcp.enabled`.
  case mptcp
  /// TCP_MD5SIG in the kernel.
  case md5
  /// The kernel's own reasons (root, tracefs).
  case root
}
