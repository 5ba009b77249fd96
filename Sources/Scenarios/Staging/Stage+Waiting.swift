import CLinux
import Glibc
import Wire

/// Steps that wait: for something to be observed, with a deadline that fails clearly.
extension Stage {
  func wait(for observation: Observation, _ party: Party) throws {
    try wait(Self.describe(observation)) { try self.holds(observation, party) }
  }

  /// Waits until a connection stands in the accept queue.
  func waitForConnection(on listener: Int32, _ owner: Party) throws {
    try wait("a connection to accept") {
      self.readiness(of: listener, owner, asking: 1) & 1 != 0 || self.isNonblocking(listener, owner)
    }
  }

  private func isNonblocking(_ descriptor: Int32, _ party: Party) -> Bool {
    let flags = party.caller.perform(
      SystemCall(Int(CLINUX_FCNTL), Int64(descriptor), Int64(F_GETFL)), deadline: deadline)
    return flags.result & Int(O_NONBLOCK) != 0
  }

  /// Asks again and again, with the capture pumped in between and a little more patience each time.
  func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Self.monotonicMilliseconds() + Int64(deadline)
    var pause: Int32 = 0
    while true {
      recorder.pump()
      if try holds() { return }
      guard Self.monotonicMilliseconds() < end else {
        throw Words.Problem("waited \(deadline) ms in vain for \(what)")
      }
      // A packet wakes it at once; other things are asked for again after at most five milliseconds.
      _ = recorder.wait(milliseconds: pause)
      pause = min(pause + 1, 5)
    }
  }

  private func holds(_ observation: Observation, _ party: Party) throws -> Bool {
    switch observation {
    case .readiness(let bit):
      let mask = PollEvents.value(of: bit) ?? 0
      let descriptor = try socket(of: party)
      guard readiness(of: descriptor, party, asking: mask) & mask != 0 else { return false }
      // Poll looks without the socket's lock: ERR may be there while the kernel still puts the rest in order (a timer
      // sets the error before the state). TCP_INFO takes the lock, and so comes after it.
      _ = state(of: descriptor, party)
      return true
    case .listenerReadiness(let bit):
      guard let listener = party.listener else { throw Words.Problem("\(party.name) does not listen") }
      let mask = PollEvents.value(of: bit) ?? 0
      return readiness(of: listener, party, asking: mask) & mask != 0
    case .bytes(let count): return try queued(UInt(FIONREAD), party) >= count
    case .acknowledged: return try queued(UInt(TIOCOUTQ), party) == 0
    case .state(let name): return state(of: try socket(of: party), party) == name
    case .blocked:
      guard !party.running.isEmpty, !party.running.contains(where: \.call.isDone) else {
        throw Words.Problem("nothing that was begun waits in the kernel: it has returned already")
      }
      return party.running.allSatisfy { $0.call.isBlocked }
    case .segment(let flags, let count):
      let source = endpoint(of: party)
      return recorder.segments.count { $0.tuple.source == source && $0.flags.isSuperset(of: flags) } >= count
    case .icmp(let count): return recorder.errors.count >= count
    case .timeWait(let present): return isInTimeWait(party) == present
    }
  }

  /// A party's own end: that of its connection, or the one that it will have.
  func endpoint(of party: Party) -> Endpoint {
    party.local ?? party.listening ?? addresses.endpoint(of: party.name)
  }

  private func queued(_ request: UInt, _ party: Party) throws -> Int {
    let descriptor = try socket(of: party)
    return arena.scratch {
      let value = arena.place([], length: 8)
      let call = SystemCall(Int(CLINUX_IOCTL), Int64(descriptor), Int64(request), value)
      guard party.caller.perform(call, deadline: deadline).result == 0 else { return -1 }
      return Int(arena.integer(at: value, as: Int32.self))
    }
  }

  /// Whether the kernel keeps a TIME-WAIT (or FIN-WAIT-2) bucket for the party's port (state 06 or 05 in /proc/net/tcp).
  private func isInTimeWait(_ party: Party) -> Bool {
    let path = scenario.family == .ipv4 ? "/proc/thread-self/net/tcp" : "/proc/thread-self/net/tcp6"
    let hexadecimal = String(endpoint(of: party).port, radix: 16, uppercase: true)
    let port = ":" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    return (SmallFile.read(path) ?? "").split(separator: "\n").dropFirst().contains { line in
      let columns = line.split(separator: " ")
      return columns.count > 4 && columns[1].hasSuffix(port) && (columns[3] == "06" || columns[3] == "05")
        && columns.count > 9 && columns[9] == "0"
    }
  }

  static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func describe(_ observation: Observation) -> String {
    switch observation {
    case .readiness(let bit), .listenerReadiness(let bit): "poll bit \(bit)"
    case .bytes(let count): "\(count) bytes to read"
    case .acknowledged: "everything to be acknowledged"
    case .state(let name): "state \(name)"
    case .blocked: "the calls to wait in the kernel"
    case .segment(let flags, let count): "\(count) segment(s) with \(flags)"
    case .icmp(let count): "\(count) ICMP error(s)"
    case .timeWait(let present): present ? "a TIME-WAIT socket" : "the TIME-WAIT socket to go"
    }
  }
}
