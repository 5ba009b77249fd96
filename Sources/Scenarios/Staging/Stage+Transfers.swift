import CLinux
import Glibc
import Host
import Wire

/// Steps that move bytes or ask for readiness.
extension Stage {
  func performTransfer(_ action: Action, _ party: Party, _ performed: inout PerformedStep) throws {
    switch action {
    case .transfer(let transfer):
      try arena.scratch {
        let (call, details) = try self.call(for: transfer, party) { self.arena.place($0, length: $1) }
        _ = try record(call, details, party, &performed)
      }
    case .poll(let polling): try poll(polling, party, &performed)
    case .fill: try repeatUntilItWouldBlock(.send, party, &performed)
    case .drain: try repeatUntilItWouldBlock(.recv, party, &performed)
    default: throw Words.Problem("moves no bytes")
    }
  }

  /// The system call for a transfer; `place` takes memory for its structures.
  func call(
    for transfer: Action.Transfer, _ party: Party, place: ([UInt8], Int?) -> Int64
  ) throws -> (SystemCall, Details) {
    let descriptor = try socket(of: party)
    let fd = Int64(descriptor)
    let count = Int64(transfer.count)
    let flags = transfer.flags.reduce(Int64(0)) { $0 | Int64(MessageFlags.value(of: $1) ?? 0) }
    var details = Details(name: transfer.call.rawValue, descriptor: descriptor, requested: transfer.count)
    details.flags = transfer.flags.isEmpty ? nil : transfer.flags.joined(separator: "|")
    let bytes = transfer.call.isReading ? arena.sink : arena.payload
    let vector = place(bytes.memoryBytes + count.memoryBytes, nil)
    // struct msghdr without a name and without control data (`man 2 recvmsg`).
    let message = place([UInt8](repeating: 0, count: 16) + vector.memoryBytes + Int64(1).memoryBytes, 56)
    let call: SystemCall
    switch transfer.call {
    case .read: call = SystemCall(Int(CLINUX_READ), fd, bytes, count)
    case .write: call = SystemCall(Int(CLINUX_WRITE), fd, bytes, count)
    case .recv: call = SystemCall(Int(CLINUX_RECVFROM), fd, bytes, count, flags, 0, 0)
    case .send: call = SystemCall(Int(CLINUX_SENDTO), fd, bytes, count, flags, 0, 0)
    case .readv: call = SystemCall(Int(CLINUX_READV), fd, vector, 1)
    case .writev: call = SystemCall(Int(CLINUX_WRITEV), fd, vector, 1)
    case .recvmsg: call = SystemCall(Int(CLINUX_RECVMSG), fd, message, flags)
    case .sendmsg: call = SystemCall(Int(CLINUX_SENDMSG), fd, message, flags)
    case .sendto:
      let address = SocketAddress.bytes(destination(party))
      call = SystemCall(Int(CLINUX_SENDTO), fd, bytes, count, flags, place(address, nil), Int64(address.count))
    case .sendfile:
      call = SystemCall(Int(CLINUX_SENDFILE), fd, Int64(try file(of: transfer.count, party)), 0, count)
    case .spliceOut:
      details.name = "splice"
      let pipe = try self.pipe(party)
      let written = min(count, 4096)
      try prepare("write", SystemCall(Int(CLINUX_WRITE), Int64(pipe.write), arena.payload, written), party)
      call = SystemCall(Int(CLINUX_SPLICE), Int64(pipe.read), 0, fd, 0, written, 0)
    case .spliceIn:
      details.name = "splice"
      call = SystemCall(Int(CLINUX_SPLICE), fd, 0, Int64(try self.pipe(party).write), 0, count, 0)
    }
    return (call, details)
  }

  /// Where `sendto` goes: TCP Fast Open connects by it, so an unconnected socket goes to the server.
  private func destination(_ party: Party) -> Endpoint {
    let remote = party.remote ?? addresses.endpoint(of: "server")
    party.remote = remote
    return remote
  }

  /// A file in memory with so many bytes, for `sendfile`.
  private func file(of count: Int, _ party: Party) throws -> Int32 {
    let name = arena.place(Array("rstscope".utf8) + [0])
    let descriptor = try prepare("memfd_create", SystemCall(Int(CLINUX_MEMFD), name, 1), party)
    try prepare("ftruncate", SystemCall(Int(CLINUX_FTRUNCATE), Int64(descriptor), Int64(count)), party)
    return Int32(descriptor)
  }

  private func pipe(_ party: Party) throws -> (read: Int32, write: Int32) {
    let ends = arena.place([], length: 8)
    try prepare("pipe", SystemCall(Int(CLINUX_PIPE), ends, Int64(O_CLOEXEC)), party)
    return (arena.integer(at: ends, as: Int32.self), arena.integer(at: ends + 4, as: Int32.self))
  }

  /// Sends or reads with MSG_DONTWAIT until the call fails or ends; each call is recorded.
  private func repeatUntilItWouldBlock(
    _ name: Action.Transfer.Call, _ party: Party, _ performed: inout PerformedStep
  ) throws {
    let transfer = Action.Transfer(call: name, count: Arena.transferLength, flags: ["MSG_DONTWAIT"])
    let (call, details) = try self.call(for: transfer, party) { self.arena.place($0, length: $1) }
    for _ in 0..<1000 {
      let result = try record(call, details, party, &performed)
      performed.outcomes = Array(performed.outcomes.suffix(1))
      // What the other end's TCP still takes on its own makes room again; the capture is pumped meanwhile.
      recorder.pump()
      guard result.result > 0 else { return }
    }
    throw Words.Problem("the buffers never filled")
  }
}
