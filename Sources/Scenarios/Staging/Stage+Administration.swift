import CLinux
import Glibc
import Host
import Wire

/// Steps of an administrator: processes, sockets, rules and settings of the private namespace.
extension Stage {
  func endProcess(of party: Party, bySignal: Bool, _ performed: inout PerformedStep) throws {
    guard let child = party.caller.child else {
      throw Words.Problem("\(party.name) has no process of its own; name it under 'processes:'")
    }
    let start = Self.now()
    party.caller.terminate(bySignal: bySignal)
    performed.records.append(
      CallRecord(
        time: start, endTime: Self.now(), process: CallRecord.Process(pid: child, tid: child, name: party.name),
        name: "exit_group", fileDescriptor: party.socket ?? party.listener, local: party.local ?? party.listening,
        remote: party.remote, result: 0, signal: bySignal ? "SIGKILL" : nil))
    performed.outcomes.append(.result(0))
    party.socket = nil
    party.listener = nil
  }

  /// Lets SIGPIPE through in the party's process, which otherwise holds it back to be seen.
  func letSigpipeKill(_ party: Party) throws {
    guard party.caller.child != nil else {
      throw Words.Problem("\(party.name) has no process of its own; name it under 'processes:'")
    }
    try arena.scratch {
      let set = arena.place((UInt64(1) << UInt64(SIGPIPE - 1)).memoryBytes)
      let call = SystemCall(Int(CLINUX_SIGNAL_MASK), Int64(SIG_UNBLOCK), set, 0, 8)
      try prepare("rt_sigprocmask", call, party)
    }
  }

  func destroySocket(of victim: Party, _ performed: inout PerformedStep) throws {
    try requirePrivate()
    let local = endpoint(of: victim)
    let zero = Endpoint(address: scenario.family == .ipv4 ? IPAddress(v4: 0) : IPAddress(v6High: 0, low: 0), port: 0)
    let remote = victim.socket == nil && victim.listener != nil ? zero : victim.remote ?? zero
    let start = Self.now()
    let error = try inNetwork(of: victim) { Self.destroy(local, remote) }
    performed.records.append(
      CallRecord(
        time: start, endTime: Self.now(), process: CallRecord.Process(pid: getpid(), tid: clinux_tid(), name: "admin"),
        name: "SOCK_DESTROY", local: local, remote: remote == zero ? nil : remote, result: error == 0 ? 0 : -1,
        errno: error == 0 ? nil : Errno(rawValue: error)))
    performed.outcomes.append(error == 0 ? .result(0) : .failure(Errno(rawValue: error), signal: nil))
  }

  private static func destroy(_ local: Endpoint, _ remote: Endpoint) -> Int32 {
    let family = local.address.version == .v4 ? AF_INET : AF_INET6
    let range = local.address.version == .v4 ? 4..<8 : 8..<24
    let source = Array(SocketAddress.bytes(local)[range])
    let destination = Array(SocketAddress.bytes(remote)[range])
    let result = unsafe clinux_destroy_socket(
      family, source, local.port.bigEndian, destination, remote.port.bigEndian)
    return result == 0 ? 0 : errno
  }

  func addRule(_ rule: Action.FirewallRule) throws {
    let text = rule.rule.replacingPorts(addresses)
    let family = scenario.family == .ipv4 ? "ip" : "ip6"
    let chain = rule.hook.rawValue
    let script = """
      add table \(family) rstscope
      add chain \(family) rstscope \(chain) { type filter hook \(chain) priority 0; }
      add rule \(family) rstscope \(chain) \(text)
      """
    try nft(script, at: rule.onRouter ? "router" : "host")
  }

  func flushRules() throws {
    let family = scenario.family == .ipv4 ? "ip" : "ip6"
    try nft("add table \(family) rstscope\ndelete table \(family) rstscope", at: router != nil ? "router" : "host")
  }

  private func nft(_ script: String, at place: String) throws {
    try run(["nft", script], at: place)
  }

  func setSysctl(_ name: String, _ value: String, at place: String) throws {
    try requirePrivate()
    let path = "/proc/sys/" + name.map { $0 == "." ? "/" : String($0) }.joined()
    let error = try inNetwork(at: place) { SmallFile.write(value, to: path) }
    guard error == 0 else { throw Words.Problem("\(path): \(NetworkNamespace.text(of: error))") }
  }

  /// Connection tracking is the router's where there is one.
  func runProgram(_ words: [String], at place: String) throws {
    let isTracking = words.first == "conntrack" && router != nil
    try run(words.map { $0.replacingPorts(addresses) }, at: isTracking ? "router" : place)
  }

  private func run(_ words: [String], at place: String) throws {
    try requirePrivate()
    let result = try inNetwork(at: place) { try HelperProgram.run(words) }
    if let problem = result { throw Words.Problem(problem) }
  }

  /// Runs `body` in the namespace that `router` or `server-host` names; anybody else is in the scenario's own.
  private func inNetwork<Value>(at place: String, _ body: () throws -> Value) throws -> Value {
    guard place == "router" || place == "server-host" else { return try body() }
    guard let router else { throw Words.Problem("there is no \(place) here; write 'network: router'") }
    return try place == "router" ? router.inRouter(body) : router.inServer(body)
  }

  /// Rules, settings and other programs' sockets are only touched in a namespace of the scenario's own.
  private func requirePrivate() throws {
    guard isPrivate else { throw Words.Problem("is only done in a private namespace, never on the host's own lo") }
    try NetworkNamespace.requirePrivate()
  }

  /// Runs `body` in the namespace where the party's sockets live.
  func inNetwork<Value>(of party: Party, _ body: () throws -> Value) throws -> Value {
    guard let router, party.isServer, party.caller.child == nil else { return try body() }
    return try router.inServer(body)
  }

  static func now() -> Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}

extension String {
  /// With `$server`, `$client`, `$client2` replaced by the parties' ports, and `$server-address` by their addresses.
  func replacingPorts(_ addresses: Addresses) -> String {
    var text = ""
    var rest = self[...]
    while let dollar = rest.firstIndex(of: "$") {
      text += rest[..<dollar]
      let name = rest[rest.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber }
      rest = rest[name.endIndex...]
      let endpoint = addresses.endpoint(of: String(name))
      if rest.hasPrefix("-address") {
        rest = rest.dropFirst("-address".count)
        text += "\(endpoint.address)"
      } else {
        text += "\(endpoint.port)"
      }
    }
    return text + rest
  }
}
