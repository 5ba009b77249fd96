extension Action {
  /// The verbs that a step may begin with, as errors and the documentation list them.
  static let verbs = [
    "listen", "connect", "accept", "socket", "read", "recv", "readv", "recvmsg", "write", "send", "writev", "sendmsg",
    "sendfile", "sendto", "splice-in", "splice-out", "fill", "drain", "poll", "epoll", "SO_ERROR", "getpeername",
    "state", "set", "shutdown", "close", "disconnect", "vanish", "dup", "begin", "end", "wait", "sleep", "exit",
    "killed", "let",
  ]
  /// Those of `host`, `admin` and `router`.
  static let administrativeVerbs = ["kill", "sysctl", "ip", "conntrack", "sleep", "wait"]

  /// Reads what `party` does.
  init(party: String, _ words: inout Words) throws(Words.Problem) {
    switch party {
    case "injector": self = .inject(try Injection(&words))
    case "firewall", "router-firewall": self = try Self.firewall(&words, onRouter: party == "router-firewall")
    case "admin", "host", "server-host", "router": self = try Self.administration(&words)
    default: self = try Self.call(&words)
    }
  }

  private static func call(_ words: inout Words) throws(Words.Problem) -> Action {
    let verb = try words.take("a verb")
    if let transfer = Transfer.Call(rawValue: String(verb)) { return try self.transfer(transfer, &words) }
    switch verb {
    case "socket": return .socket(try SocketOptions(&words))
    case "listen": return try listen(&words)
    case "connect": return try connect(&words)
    case "accept": return .accept(from: words.take(if: "from") ? String(try words.take("a party")) : nil)
    case "fill": return .fill
    case "drain": return .drain
    case "poll", "epoll": return .poll(try Polling(byEpoll: verb == "epoll", &words))
    case "SO_ERROR": return .socketError
    case "getpeername": return .peerName
    case "state": return .state
    case "set": return .set(try SocketOption(&words))
    case "shutdown":
      let listener = words.take(if: "listener")
      return .shutdown(try words.word(of: Direction.self, "a direction"), listener: listener)
    case "close": return .close(listener: words.take(if: "listener"))
    case "disconnect": return .disconnect
    case "vanish": return .vanish
    case "dup": return .duplicate(of: String(try words.take("a party")))
    case "begin": return try begin(&words)
    case "end": return .end
    case "wait": return .wait(try Observation(&words))
    case "sleep": return .sleep(milliseconds: try milliseconds(&words))
    case "exit": return .exit
    case "killed": return .killed
    case "let":
      guard words.take(if: "SIGPIPE"), words.take(if: "kill") else {
        throw Words.Problem("expected 'let SIGPIPE kill'")
      }
      return .letSigpipeKill
    default: throw Words.Problem.unknown(verb, "verb", known: verbs)
    }
  }

  private static func transfer(_ call: Transfer.Call, _ words: inout Words) throws(Words.Problem) -> Action {
    let count = try words.number("a count of bytes", in: 0...8_000_000)
    var flags: [String] = []
    while let word = words.next, word.hasPrefix("MSG_") { flags.append(String(try words.take("a flag"))) }
    for flag in flags where MessageFlags.value(of: flag) == nil {
      throw Words.Problem.unknown(flag, "flag", known: MessageFlags.names)
    }
    return .transfer(Transfer(call: call, count: count, flags: flags))
  }

  private static func listen(_ words: inout Words) throws(Words.Problem) -> Action {
    let backlog = words.take(if: "backlog") ? try words.number("a backlog", in: 0...4096) : 16
    return .listen(backlog: backlog, try SocketOptions(&words))
  }

  private static func connect(_ words: inout Words) throws(Words.Problem) -> Action {
    if words.take(if: "again") { return .connectAgain }
    var destination = Destination.server
    if words.take(if: "to") {
      let name = String(try words.take("a party or an address"))
      destination = name.contains { $0 == "." || $0 == ":" } ? .address(name) : .party(name)
    }
    return .connect(destination, try SocketOptions(&words))
  }

  private static func begin(_ words: inout Words) throws(Words.Problem) -> Action {
    var count = 1
    if let word = words.next, word.hasSuffix("x"), let times = Int(word.dropLast()), (1...16).contains(times) {
      count = times
      _ = try words.take("a count")
    }
    let action = try call(&words)
    switch action {
    case .transfer, .poll, .connect, .connectAgain, .accept, .close: return .begin(action, count: count)
    default: throw Words.Problem("only a call that may block can begin and end later")
    }
  }

  private static func administration(_ words: inout Words) throws(Words.Problem) -> Action {
    let verb = try words.take("a verb")
    switch verb {
    case "kill": return .destroy(party: String(try words.take("a party")))
    case "sysctl":
      let setting = try words.take("name=value").split(separator: "=", maxSplits: 1).map(String.init)
      guard setting.count == 2, setting[0].hasPrefix("net."), !setting[0].contains("/"), !setting[0].contains("..")
      else { throw Words.Problem("expected net.NAME=VALUE") }
      let value = ([setting[1]] + words.takeAll()).joined(separator: " ")
      return .sysctl(name: setting[0], value: value)
    case "ip": return .program(["ip"] + (try linkWords(&words)))
    case "conntrack": return .program(["conntrack"] + words.takeAll())
    case "sleep": return .sleep(milliseconds: try milliseconds(&words))
    case "wait": return .wait(try Observation(&words))
    default: throw Words.Problem.unknown(verb, "verb of an administrator", known: administrativeVerbs)
    }
  }

  /// What `ip` may be asked: nothing that names or enters another namespace, which might be the host's.
  private static func linkWords(_ words: inout Words) throws(Words.Problem) -> [String] {
    let all = words.takeAll()
    let objects = ["addr", "address", "route", "link", "neigh", "rule", "tcp_metrics", "mptcp"]
    let rest = all.drop { $0 == "-4" || $0 == "-6" }
    guard let object = rest.first, objects.contains(object) else {
      throw Words.Problem.unknown(rest.first ?? "", "object of ip that a scenario may touch", known: objects)
    }
    if let odd = rest.dropFirst().first(where: { $0.hasPrefix("-") || $0.contains("netns") || $0.contains("/proc") }) {
      throw Words.Problem("'\(odd)' is not permitted: a scenario stays in its own namespace")
    }
    return all
  }

  private static func firewall(_ words: inout Words, onRouter: Bool) throws(Words.Problem) -> Action {
    if words.take(if: "flush") { return .firewallFlush }
    let hook = try words.word(of: FirewallRule.Hook.self, "a hook")
    let rule = words.takeAll().joined(separator: " ")
    guard !rule.isEmpty else { throw Words.Problem("expected a rule in nft's words") }
    return .firewall(FirewallRule(hook: hook, rule: rule, onRouter: onRouter))
  }

  private static func milliseconds(_ words: inout Words) throws(Words.Problem) -> Int {
    let value = try words.number("milliseconds", in: 0...60_000)
    guard words.take(if: "ms") else { throw Words.Problem("expected 'ms' after the number") }
    return value
  }
}

extension Action {
  /// Whether a step returns something that can be declared.
  var hasOutcome: Bool {
    switch self {
    case .socket, .wait, .sleep, .begin, .duplicate, .inject, .firewall, .firewallFlush, .sysctl, .program, .wire,
      .letSigpipeKill:
      false
    case .set(let option): option.name != .deaf && option.name != .nonblocking
    default: true
    }
  }
}

extension Action.SocketOptions {
  /// Reads `nonblocking mptcp deaf from client with SO_RCVBUF 4096 and TCP_NODELAY 1`, each part optional.
  init(_ words: inout Words) throws(Words.Problem) {
    while let word = words.next {
      switch word {
      case "nonblocking": nonblocking = true
      case "mptcp": multipath = true
      case "deaf": deaf = true
      case "from":
        _ = try words.take("from")
        portOf = String(try words.take("a party"))
        continue
      case "with":
        repeat {
          _ = try words.take("with")
          options.append(try SocketOption(&words))
        } while words.next == "and"
        continue
      default: return
      }
      _ = try words.take("an option")
    }
  }
}

extension Action.Polling {
  /// Reads `[listener] [edge] [IN OUT … | none] [within MS ms]`.
  init(byEpoll: Bool, _ words: inout Words) throws(Words.Problem) {
    self.byEpoll = byEpoll
    listener = words.take(if: "listener")
    edgeTriggered = byEpoll && words.take(if: "edge")
    var named: [String] = []
    if words.take(if: "none") {
      events = []
    } else {
      while let word = words.next, PollEvents.value(of: String(word)) != nil {
        named.append(String(try words.take("an event")))
      }
      if !named.isEmpty { events = named }
    }
    if words.take(if: "within") {
      milliseconds = try words.number("milliseconds", in: 0...60_000)
      guard words.take(if: "ms") else { throw Words.Problem("expected 'ms' after the number") }
    }
  }
}

extension SocketOption {
  /// Reads `SO_LINGER 1 0`.
  init(_ words: inout Words) throws(Words.Problem) {
    name = try words.word(of: Name.self, "a socket option")
    values = []
    while let word = words.next, let value = Int32(word) {
      values.append(value)
      _ = try words.take("a value")
    }
    switch name {
    case .linger:
      guard values.count == 2 else { throw Words.Problem("SO_LINGER takes two numbers: on, seconds") }
    case .deaf, .nonblocking, .md5Signature:
      guard values.isEmpty else { throw Words.Problem("\(name.rawValue) takes no number") }
    default:
      guard values.count == 1 else { throw Words.Problem("\(name.rawValue) takes one number") }
    }
  }
}
