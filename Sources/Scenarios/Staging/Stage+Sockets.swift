import CLinux
import Glibc
import Host
import Wire

/// Steps that open, change and close sockets.
extension Stage {
  func performOnSocket(_ action: Action, _ party: Party, _ performed: inout PerformedStep) throws {
    switch action {
    case .socket(let options):
      let own = addresses.endpoint(of: options.portOf ?? party.name)
      party.socket = try open(options, party, boundTo: own)
      party.local = own
    case .listen(let backlog, let options): try listen(backlog, options, party, &performed)
    case .connect(let destination, let options): try connect(destination, options, party, &performed)
    case .connectAgain: try connectAgain(party, &performed)
    case .accept(let name): try accept(from: name, party, &performed)
    case .set(let option): try set(option, party, &performed)
    case .shutdown(let direction, let listener): try shutdown(direction, listener, party, &performed)
    case .close(let listener): try close(listener, party, &performed)
    case .disconnect: try disconnect(party, &performed)
    case .vanish: try vanish(party, &performed)
    case .duplicate(let name): try duplicate(self.party(name), party, &performed)
    case .peerName: try peerName(party, &performed)
    case .socketError: try socketError(party, &performed)
    case .state:
      performed.outcomes.append(.state(state(of: try socket(of: party), party)))
    default: throw Words.Problem("is no step of a socket")
    }
  }

  /// Opens a socket in the party's network; bound where both ends' ports must be known beforehand.
  func open(_ options: Action.SocketOptions, _ party: Party, boundTo endpoint: Endpoint?) throws -> Int32 {
    let family = scenario.family == .ipv4 ? AF_INET : AF_INET6
    let kind = Int64(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) | (options.nonblocking ? Int64(O_NONBLOCK) : 0)
    let call = SystemCall(
      Int(CLINUX_SOCKET), Int64(family), kind, Int64(options.multipath ? 262 : IPPROTO_TCP.intValue))
    let descriptor = try inNetwork(of: party) { Int32(try prepare("socket", call, party)) }
    try setOption(SOL_SOCKET, SO_REUSEADDR, Int32(1).memoryBytes, of: descriptor, party)
    if options.deaf { try makeDeaf(descriptor, party) }
    if let endpoint { try bind(descriptor, to: endpoint, party) }
    return descriptor
  }

  func bind(_ descriptor: Int32, to endpoint: Endpoint, _ party: Party) throws {
    _ = try arena.scratch {
      let bytes = SocketAddress.bytes(endpoint)
      let call = SystemCall(Int(CLINUX_BIND), Int64(descriptor), arena.place(bytes), Int64(bytes.count))
      return try prepare("bind \(endpoint)", call, party)
    }
  }

  private func listen(
    _ backlog: Int, _ options: Action.SocketOptions, _ party: Party, _ performed: inout PerformedStep
  ) throws {
    let endpoint = addresses.endpoint(of: options.portOf ?? party.name)
    let descriptor = try open(options, party, boundTo: endpoint)
    party.listener = descriptor
    party.listening = endpoint
    try set(options.options, descriptor, party, &performed)
    let call = SystemCall(Int(CLINUX_LISTEN), Int64(descriptor), Int64(backlog))
    let details = Details(name: "listen", descriptor: descriptor, requested: backlog)
    _ = try record(call, details, party, &performed)
  }

  private func connect(
    _ destination: Action.Destination, _ options: Action.SocketOptions, _ party: Party,
    _ performed: inout PerformedStep
  ) throws {
    if party.socket == nil {
      let own = addresses.endpoint(of: options.portOf ?? party.name)
      let isPlanned = !isElsewhere(destination)
      party.socket = try open(options, party, boundTo: isPlanned ? own : Endpoint(address: unspecified, port: own.port))
      party.local = own
    }
    party.remote = try endpoint(of: destination)
    try set(options.options, try socket(of: party), party, &performed)
    try connectAgain(party, &performed)
  }

  func connectAgain(_ party: Party, _ performed: inout PerformedStep) throws {
    let descriptor = try socket(of: party)
    let (call, details) = try connectCall(party)
    _ = try arena.scratch { try record(call(arena.place), details, party, &performed) }
    // A connect that failed leaves the socket bound to no address; what it had been sending from is the truth.
    if let local = endpoint(by: Int(CLINUX_GETSOCKNAME), of: descriptor, party), local.port != 0,
      local.address != unspecified
    {
      party.local = local
    }
  }

  /// The call that connects a party's socket to its destination, its address put where `place` says.
  func connectCall(_ party: Party) throws -> (call: (([UInt8], Int?) -> Int64) -> SystemCall, details: Details) {
    let descriptor = try socket(of: party)
    guard let remote = party.remote else { throw Words.Problem("\(party.name) has nowhere to connect to") }
    let bytes = SocketAddress.bytes(remote)
    return (
      { place in SystemCall(Int(CLINUX_CONNECT), Int64(descriptor), place(bytes, nil), Int64(bytes.count)) },
      Details(name: "connect", descriptor: descriptor)
    )
  }

  private var unspecified: IPAddress { scenario.family == .ipv4 ? IPAddress(v4: 0) : IPAddress(v6High: 0, low: 0) }

  private func isElsewhere(_ destination: Action.Destination) -> Bool {
    if case .address = destination { true } else { false }
  }

  private func endpoint(of destination: Action.Destination) throws -> Endpoint {
    switch destination {
    case .server: return addresses.endpoint(of: "server")
    case .party(let name): return addresses.endpoint(of: name)
    case .address(let text):
      guard let address = IPAddress(text) else { throw Words.Problem("'\(text)' is no address") }
      return Endpoint(address: address, port: addresses.endpoint(of: "server").port)
    }
  }

  private func accept(from name: String?, _ party: Party, _ performed: inout PerformedStep) throws {
    let owner = try listener(of: name, party)
    let (call, details) = try acceptCall(on: owner)
    if let listener = owner.listener { try waitForConnection(on: listener, owner) }
    let result = owner.caller.perform(call, deadline: deadline)
    take(result, from: owner, party)
    append(result, details, party, &performed)
  }

  /// Whose listener `accept` asks: the party named, or its own, or the server.
  func listener(of name: String?, _ party: Party) throws -> Party {
    let owner = name.map(self.party) ?? (party.listener == nil ? self.party("server") : party)
    guard owner.listener != nil else { throw Words.Problem("\(owner.name) does not listen") }
    return owner
  }

  func acceptCall(on owner: Party) throws -> (SystemCall, Details) {
    guard let listener = owner.listener else { throw Words.Problem("\(owner.name) does not listen") }
    let call = SystemCall(Int(CLINUX_ACCEPT), Int64(listener), 0, 0, Int64(SOCK_CLOEXEC.rawValue))
    return (call, Details(name: "accept", descriptor: listener))
  }

  /// Gives a party the connection that `accept` returned.
  func take(_ result: CallResult, from owner: Party, _ party: Party) {
    guard result.result >= 0 else { return }
    let descriptor = Int32(truncatingIfNeeded: result.result)
    party.socket = descriptor
    party.local = endpoint(by: Int(CLINUX_GETSOCKNAME), of: descriptor, owner) ?? owner.listening
    // A connection that was reset in the queue has no peer any more: the capture knows who asked.
    party.remote =
      endpoint(by: Int(CLINUX_GETPEERNAME), of: descriptor, owner) ?? recorder.unacceptedPeer(party.local)
    recorder.noteAccepted(party.remote)
  }

  /// Sets the options that a step names beside its call: recorded as calls, but no part of its expectation.
  private func set(
    _ options: [SocketOption], _ descriptor: Int32, _ party: Party, _ performed: inout PerformedStep
  ) throws {
    for option in options {
      guard let result = try apply(option, descriptor, party) else { continue }
      append(result, option.details(descriptor), party, &performed)
      performed.outcomes.removeLast()
    }
  }

  private func set(_ option: SocketOption, _ party: Party, _ performed: inout PerformedStep) throws {
    let descriptor = try socket(of: party)
    guard let result = try apply(option, descriptor, party) else { return }
    append(result, option.details(descriptor), party, &performed)
  }

  private func shutdown(
    _ direction: Action.Direction, _ listener: Bool, _ party: Party, _ performed: inout PerformedStep
  ) throws {
    guard let descriptor = listener ? party.listener : party.socket ?? party.listener else {
      throw Words.Problem("\(party.name) has no such socket")
    }
    let how: Int64 =
      switch direction {
      case .read: 0
      case .write: 1
      case .both: 2
      }
    let call = SystemCall(Int(CLINUX_SHUTDOWN), Int64(descriptor), how)
    let details = Details(name: "shutdown", descriptor: descriptor, flags: "SHUT_\(direction.rawValue)")
    _ = try record(call, details, party, &performed)
  }

  private func close(_ listener: Bool, _ party: Party, _ performed: inout PerformedStep) throws {
    let call = SystemCall(Int(CLINUX_CLOSE), Int64(try closing(listener, party)))
    append(party.caller.perform(call, deadline: deadline), closing: listener, party, &performed)
  }

  /// The descriptor that `close` means: a party without a connection closes its listener.
  func closing(_ listener: Bool, _ party: Party) throws -> Int32 {
    guard let descriptor = listener ? party.listener : party.socket ?? party.listener else {
      throw Words.Problem("\(party.name) has no such socket")
    }
    return descriptor
  }

  /// Writes down a `close`, and that its socket is gone.
  func append(_ result: CallResult, closing listener: Bool, _ party: Party, _ performed: inout PerformedStep) {
    let isListener = listener || party.socket == nil
    let descriptor = isListener ? party.listener : party.socket
    var record = CallRecord(
      time: result.start, endTime: result.end, process: result.process, name: "close", fileDescriptor: descriptor,
      local: isListener ? party.listening : party.local, remote: isListener ? nil : party.remote,
      result: result.result, errno: result.errno)
    record.signal = result.raisedSigpipe ? "SIGPIPE" : nil
    performed.records.append(record)
    performed.outcomes.append(Self.outcome(result))
    if isListener { party.listener = nil } else { party.socket = nil }
  }

  private func disconnect(_ party: Party, _ performed: inout PerformedStep) throws {
    let descriptor = try socket(of: party)
    try arena.scratch {
      let address = arena.place(UInt16(AF_UNSPEC).memoryBytes, length: 16)
      let call = SystemCall(Int(CLINUX_CONNECT), Int64(descriptor), address, 16)
      _ = try record(
        call, Details(name: "connect", descriptor: descriptor, flags: "AF_UNSPEC"), party, &performed)
    }
  }

  /// A crash leaves no FIN and no RST: TCP_REPAIR makes `close` just as silent (`tcp_close` in repair mode).
  private func vanish(_ party: Party, _ performed: inout PerformedStep) throws {
    try NetworkNamespace.requirePrivate()
    try setOption(IPPROTO_TCP.value, 19, Int32(1).memoryBytes, of: try socket(of: party), party)
    try close(false, party, &performed)
    performed.records[performed.records.count - 1].flags = "TCP_REPAIR"
  }

  private func duplicate(_ original: Party, _ party: Party, _ performed: inout PerformedStep) throws {
    guard original.caller === party.caller || (original.caller.child == nil && party.caller.child == nil) else {
      throw Words.Problem("a descriptor cannot be duplicated across processes here")
    }
    let call = SystemCall(Int(CLINUX_DUP), Int64(try socket(of: original)))
    party.socket = Int32(try prepare("dup", call, party))
    party.local = original.local
    party.remote = original.remote
  }

  private func peerName(_ party: Party, _ performed: inout PerformedStep) throws {
    let descriptor = try socket(of: party)
    try arena.scratch {
      let call = SystemCall(
        Int(CLINUX_GETPEERNAME), Int64(descriptor), arena.place([], length: 28), arena.place(UInt32(28).memoryBytes))
      _ = try record(call, Details(name: "getpeername", descriptor: descriptor), party, &performed)
    }
  }

  private func socketError(_ party: Party, _ performed: inout PerformedStep) throws {
    let descriptor = try socket(of: party)
    try arena.scratch {
      let value = arena.place([], length: 4)
      let call = SystemCall(
        Int(CLINUX_GETSOCKOPT), Int64(descriptor), Int64(SOL_SOCKET), Int64(SO_ERROR), value,
        arena.place(UInt32(4).memoryBytes))
      let details = Details(name: "getsockopt", descriptor: descriptor, option: "SO_ERROR")
      let result = try record(call, details, party, &performed)
      guard result.result == 0 else { return }
      let error = arena.integer(at: value, as: Int32.self)
      performed.records[performed.records.count - 1].socketError = Errno(rawValue: error)
      performed.outcomes[performed.outcomes.count - 1] =
        error == 0 ? .result(0) : .failure(Errno(rawValue: error), signal: nil)
    }
  }

  /// The state of a socket by the kernel's name (`TCP_INFO`).
  func state(of descriptor: Int32, _ party: Party) -> String {
    let number = Int(option(IPPROTO_TCP.value, 11, of: descriptor, party, length: 8).first ?? 0)
    return number < CallExpectation.Outcome.states.count ? CallExpectation.Outcome.states[number] : "\(number)"
  }
}
