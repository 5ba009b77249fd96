import CLinux
import Host
import Wire

/// How calls are made and recorded.
extension Stage {
  /// Makes a call that belongs to the setting, not to the experiment: it is not recorded, and must succeed.
  @discardableResult
  func prepare(_ what: String, _ call: SystemCall, _ party: Party) throws -> Int {
    let result = party.caller.perform(call, deadline: deadline)
    guard result.result >= 0 else {
      throw Words.Problem("\(what): \(result.errno.map(String.init(describing:)) ?? "failed")")
    }
    return result.result
  }

  /// What a record says beside the call's own result.
  struct Details {
    var name: String
    var descriptor: Int32?
    var requested: Int?
    var flags: String?
    var option: String?
  }

  /// Makes a call of the experiment and records it.
  func record(
    _ call: SystemCall, _ details: Details, _ party: Party, _ performed: inout PerformedStep
  ) throws -> CallResult {
    let result = party.caller.perform(call, deadline: deadline)
    append(result, details, party, &performed)
    guard !result.expired else { throw Words.Problem("did not return within \(deadline) ms") }
    return result
  }

  /// Writes down what was seen around a call, and its outcome in the words of an expectation.
  func append(_ result: CallResult, _ details: Details, _ party: Party, _ performed: inout PerformedStep) {
    performed.records.append(
      CallRecord(
        time: result.start, endTime: result.end, process: result.process, name: details.name,
        fileDescriptor: details.descriptor, local: party.local ?? party.listening, remote: party.remote,
        requested: details.requested, flags: details.flags, option: details.option, result: result.result,
        errno: result.errno, signal: result.raisedSigpipe ? "SIGPIPE" : nil))
    performed.outcomes.append(Self.outcome(result))
    if result.endedProcess { noteDeath(of: party, by: result, &performed) }
  }

  /// Records that SIGPIPE ended a party's process, whose sockets are gone with it.
  private func noteDeath(of party: Party, by call: CallResult, _ performed: inout PerformedStep) {
    performed.records.append(
      CallRecord(
        time: call.end, endTime: call.end, process: call.process, name: "exit_group",
        fileDescriptor: party.socket ?? party.listener, local: party.local ?? party.listening, remote: party.remote,
        result: 0, signal: "SIGPIPE"))
    party.socket = nil
    party.listener = nil
  }

  /// A call's outcome in the words of an expectation.
  static func outcome(_ result: CallResult) -> CallExpectation.Outcome {
    guard let errno = result.errno else { return .result(result.result) }
    guard !result.endedProcess else { return .killed(signal: "SIGPIPE") }
    return .failure(errno, signal: result.raisedSigpipe ? "SIGPIPE" : nil)
  }

  /// Reads a socket option without recording it.
  func option(_ level: Int32, _ name: Int32, of descriptor: Int32, _ party: Party, length: Int = 4) -> [UInt8] {
    arena.scratch {
      let value = arena.place([], length: length)
      let size = arena.place(UInt32(length).memoryBytes)
      let call = SystemCall(
        Int(CLINUX_GETSOCKOPT), Int64(descriptor), Int64(level), Int64(name), value, size)
      guard party.caller.perform(call, deadline: deadline).result == 0 else { return [] }
      return arena.bytes(at: value, count: length)
    }
  }

  /// Sets a socket option without recording it.
  func setOption(_ level: Int32, _ name: Int32, _ value: [UInt8], of descriptor: Int32, _ party: Party) throws {
    try arena.scratch {
      let call = SystemCall(
        Int(CLINUX_SETSOCKOPT), Int64(descriptor), Int64(level), Int64(name), arena.place(value), Int64(value.count))
      try prepare("setsockopt", call, party)
    }
  }

  /// The endpoint that `getsockname` or `getpeername` tells, without recording it.
  func endpoint(by number: Int, of descriptor: Int32, _ party: Party) -> Endpoint? {
    arena.scratch {
      let address = arena.place([], length: 28)
      let size = arena.place(UInt32(28).memoryBytes)
      let call = SystemCall(number, Int64(descriptor), address, size)
      guard party.caller.perform(call, deadline: deadline).result == 0 else { return nil }
      return SocketAddress.endpoint(arena.bytes(at: address, count: 28))
    }
  }
}
