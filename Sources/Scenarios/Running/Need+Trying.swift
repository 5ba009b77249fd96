import CLinux
import Glibc
import Wire

extension Need {
  /// Whether trying it changes nothing of the namespace where it is tried.
  var isHarmless: Bool {
    switch self {
    case .mptcp, .md5, .root, .ipv6: true
    case .nft, .conntrack, .ip, .veth, .kill, .vanish: false
    }
  }

  /// What is missing for it, from an attempt in the calling thread's namespace; nil if nothing is.
  var lack: String? {
    switch self {
    case .nft: Self.lack(of: "nft", in: "nftables", trying: ["nft", Self.rule], "nf_tables in the kernel")
    case .conntrack:
      Self.lack(of: "conntrack", in: "conntrack", trying: ["conntrack", "-F"], "connection tracking in the kernel")
    case .ip: Self.lack(of: "ip", in: "iproute2", trying: ["ip", "link"], "ip")
    case .veth:
      Self.lack(
        of: "ip", in: "iproute2", trying: ["ip", "link", "add", "try0", "type", "veth", "peer", "name", "try1"],
        "veth pairs in the kernel")
    case .mptcp: Self.failure(socket(AF_INET, Self.stream, 262)).map { "needs MPTCP in the kernel (\($0))" }
    case .ipv6: Self.ipv6Failure.map { "needs IPv6 in the kernel (\($0))" }
    case .md5: Self.optionFailure(14, Self.signatureKey).map { "needs TCP_MD5SIG in the kernel (\($0))" }
    case .vanish: Self.optionFailure(19, Int32(1).memoryBytes).map { "needs TCP_REPAIR in the kernel (\($0))" }
    case .kill: Self.destroyFailure.map { "needs SOCK_DESTROY in the kernel, as ss -K does (\($0))" }
    case .root: unsafe UserNamespace.isEntered || geteuid() != 0 ? "needs root" : nil
    }
  }

  private static let rule = """
    add table ip rstscope-try
    add chain ip rstscope-try input { type filter hook input priority 0; }
    add rule ip rstscope-try input tcp dport 1 reject with tcp reset
    delete table ip rstscope-try
    """

  /// A program that is not installed, or one that finds no support in the kernel.
  private static func lack(of name: String, in package: String, trying words: [String], _ what: String) -> String? {
    guard HelperProgram.path(of: name) != nil else { return "needs \(name) (apt-get install \(package))" }
    do { return try HelperProgram.run(words).map { "needs \(what) (\($0))" } } catch {
      return "needs \(what) (\(error))"
    }
  }

  private static var stream: Int32 { Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) }

  /// What `socket()` complained of, or nil; the descriptor is closed.
  private static func failure(_ descriptor: Int32) -> String? {
    guard descriptor >= 0 else { return NetworkNamespace.text(of: errno) }
    close(descriptor)
    return nil
  }

  private static var ipv6Failure: String? {
    let descriptor = socket(AF_INET6, stream, 0)
    guard descriptor >= 0 else { return NetworkNamespace.text(of: errno) }
    defer { close(descriptor) }
    let address = SocketAddress.bytes(Endpoint(address: IPAddress(v6High: 0, low: 1), port: 0))
    let result = unsafe address.withUnsafeBytes { bytes in
      guard let address = unsafe bytes.bindMemory(to: sockaddr.self).baseAddress else { return Int32(-1) }
      return unsafe bind(descriptor, address, socklen_t(bytes.count))
    }
    return result == 0 ? nil : NetworkNamespace.text(of: errno)
  }

  /// Sets a TCP option on a fresh socket.
  private static func optionFailure(_ option: Int32, _ value: [UInt8]) -> String? {
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { return NetworkNamespace.text(of: errno) }
    defer { close(descriptor) }
    let result = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP.intValue), option, value, socklen_t(value.count))
    return result == 0 ? nil : NetworkNamespace.text(of: errno)
  }

  /// `struct tcp_md5sig` with a key for 127.0.0.1 (`linux/tcp.h`).
  private static var signatureKey: [UInt8] {
    let address = SocketAddress.bytes(Endpoint(address: IPAddress(v4: 0x7f00_0001), port: 0))
    var bytes = address + [UInt8](repeating: 0, count: 128 - address.count)
    bytes += [0, 0] + UInt16(1).memoryBytes + Int32(0).memoryBytes + [0x78]
    return bytes + [UInt8](repeating: 0, count: 216 - bytes.count)
  }

  /// Destroys a socket that nobody has: a kernel that can answers ENOENT.
  private static var destroyFailure: String? {
    let nobody: [UInt8] = [127, 0, 0, 1]
    let result = unsafe clinux_destroy_socket(AF_INET, nobody, UInt16(1).bigEndian, nobody, UInt16(2).bigEndian)
    return result == 0 || errno == ENOENT ? nil : NetworkNamespace.text(of: errno)
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
