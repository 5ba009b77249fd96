import CLinux
import Host

/// Calls that are begun in one step and ended in a later one.
extension Stage {
  func begin(_ action: Action, count: Int, _ party: Party) throws {
    if case .connect = action { try prepareConnect(action, party) }
    for _ in 0..<count {
      let (call, _, _) = try self.call(for: action, party)
      party.running.append((action, try party.caller.begin(call, deadline: deadline)))
    }
  }

  /// Opens and binds the socket on the scenario's thread, so that only `connect` itself is begun.
  private func prepareConnect(_ action: Action, _ party: Party) throws {
    guard case .connect(let destination, let options) = action, party.socket == nil else { return }
    let own = addresses.endpoint(of: options.portOf ?? party.name)
    party.socket = try open(options, party, boundTo: own)
    party.local = own
    party.remote = addresses.endpoint(of: Self.name(of: destination))
  }

  private static func name(of destination: Action.Destination) -> String {
    switch destination {
    case .server: "server"
    case .party(let name), .address(let name): name
    }
  }

  /// The call for an action that may run on its own, and where poll writes its bits.
  private func call(for action: Action, _ party: Party) throws -> (SystemCall, Details, Int64) {
    let place = { (bytes: [UInt8], length: Int?) in self.arena.placeForGood(bytes, length: length) }
    switch action {
    case .transfer(let transfer):
      let (call, details) = try self.call(for: transfer, party, place: place)
      return (call, details, 0)
    case .poll(let polling): return try pollCall(polling, party, place: place)
    case .connect, .connectAgain:
      let (call, details) = try connectCall(party)
      return (call(place), details, 0)
    case .accept(let name):
      let (call, details) = try acceptCall(on: try listener(of: name, party))
      return (call, details, 0)
    case .close(let listener):
      let descriptor = try closing(listener, party)
      return (SystemCall(Int(CLINUX_CLOSE), Int64(descriptor)), Details(name: "close", descriptor: descriptor), 0)
    default: throw Words.Problem("cannot run on its own")
    }
  }

  func end(_ party: Party, _ performed: inout PerformedStep) throws {
    guard !party.running.isEmpty else { throw Words.Problem("nothing was begun") }
    let running = party.running
    party.running = []
    for (action, call) in running {
      let result = call.finish()
      if case .accept(let name) = action { take(result, from: try listener(of: name, party), party) }
      if case .close(let listener) = action {
        append(result, closing: listener, party, &performed)
      } else {
        try append(result, details(of: action, party), party, &performed)
      }
      guard !result.expired else { throw Words.Problem("did not return within \(deadline) ms") }
    }
  }

  private func details(of action: Action, _ party: Party) throws -> Details {
    switch action {
    case .transfer(let transfer):
      var details = Details(name: transfer.call.rawValue, descriptor: party.socket, requested: transfer.count)
      if transfer.call == .spliceIn || transfer.call == .spliceOut { details.name = "splice" }
      details.flags = transfer.flags.isEmpty ? nil : transfer.flags.joined(separator: "|")
      return details
    case .poll(let polling):
      return Details(
        name: polling.byEpoll ? "epoll_wait" : "poll", descriptor: party.socket,
        flags: polling.events.joined(separator: "|"))
    case .accept(let name): return Details(name: "accept", descriptor: try listener(of: name, party).listener)
    default: return Details(name: "connect", descriptor: party.socket)
    }
  }
}
