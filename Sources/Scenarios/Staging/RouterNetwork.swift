import CLinux
import Glibc

/// Three namespaces in a row: the client's (the scenario's own), a router's and the server's, joined by veth pairs.
final class RouterNetwork {
  /// The client's end, where the capture stands.
  static let clientInterface = "client0"
  private let client: Int32
  private let router: Int32
  private let server: Int32

  /// Builds the network from the calling thread's (new, empty) namespace, which becomes the client's.
  init(family: Scenario.Family) throws {
    try NetworkNamespace.requirePrivate()
    Self.skipAddressDetection()
    client = NetworkNamespace.descriptor()
    (router, server) = (try Self.newNamespace(), try Self.newNamespace())
    try NetworkNamespace.enter(client)
    let isIPv4 = family == .ipv4
    let (clientNet, serverNet) = isIPv4 ? ("10.1.0.", "10.2.0.") : ("fd01::", "fd02::")
    let length = isIPv4 ? "/24" : "/64"
    let self6 = isIPv4 ? [] : ["nodad"]
    // Interfaces are made where they belong; the peer is moved by its descriptor, which a child inherits nothing of.
    try Self.link(Self.clientInterface, toward: router, named: "left0")
    try inServer { try Self.link("server0", toward: router, named: "right0") }
    try Self.ip(["addr", "add", clientNet + "2" + length, "dev", Self.clientInterface] + self6)
    try Self.ip(["link", "set", Self.clientInterface, "up"])
    try inRouter {
      try Self.ip(["addr", "add", clientNet + "1" + length, "dev", "left0"] + self6)
      try Self.ip(["addr", "add", serverNet + "1" + length, "dev", "right0"] + self6)
      try Self.ip(["link", "set", "left0", "up"])
      try Self.ip(["link", "set", "right0", "up"])
      _ = SmallFile.write("1", to: isIPv4 ? "/proc/sys/net/ipv4/ip_forward" : "/proc/sys/net/ipv6/conf/all/forwarding")
    }
    try inServer {
      try Self.ip(["addr", "add", serverNet + "2" + length, "dev", "server0"] + self6)
      try Self.ip(["link", "set", "server0", "up"])
      try Self.ip(["route", "add", "default", "via", serverNet + "1"])
    }
    try Self.ip(["route", "add", "default", "via", clientNet + "1"])
  }

  deinit {
    for descriptor in [client, router, server] { close(descriptor) }
  }

  private static func newNamespace() throws -> Int32 {
    guard clinux_unshare(Int32(CLINUX_NEW_NETWORK)) == 0 else { throw Refusal.diagnose(errno) }
    try NetworkNamespace.requirePrivate()
    _ = unsafe clinux_bring_up("lo")
    skipAddressDetection()
    return NetworkNamespace.descriptor()
  }

  /// No duplicate address detection on links to come (RFC 4862 §5.4): until it is over, a second or two, a link-local
  /// address cannot ask for its neighbours, and the first segments wait.
  private static func skipAddressDetection() {
    _ = SmallFile.write("0", to: "/proc/sys/net/ipv6/conf/default/accept_dad")
    _ = SmallFile.write("0", to: "/proc/sys/net/ipv6/conf/all/accept_dad")
  }

  /// A veth pair between the calling thread's namespace and another one.
  private static func link(_ name: String, toward namespace: Int32, named peer: String) throws {
    // `ip` finds the namespace by the process that is asked about: this thread's own open descriptor.
    let path = "/proc/\(getpid())/task/\(clinux_tid())/fd/\(namespace)"
    try ip(["link", "add", name, "type", "veth", "peer", "name", peer, "netns", path])
  }

  private static func ip(_ words: [String]) throws {
    if let problem = try HelperProgram.run(["ip"] + words) {
      throw ScenarioError.refused(what: problem, remedy: "install iproute2, or run it as root")
    }
  }

  /// Runs `body` in the router's namespace.
  func inRouter<Value>(_ body: () throws -> Value) throws -> Value { try inNamespace(router, body) }

  /// Runs `body` in the server's namespace.
  func inServer<Value>(_ body: () throws -> Value) throws -> Value { try inNamespace(server, body) }

  private func inNamespace<Value>(_ descriptor: Int32, _ body: () throws -> Value) throws -> Value {
    try NetworkNamespace.enter(descriptor)
    defer { _ = clinux_setns(client, Int32(CLINUX_NEW_NETWORK)) }
    return try body()
  }
}
