import CLinux
import Glibc
import Wire

/// How socket options are set.
extension Stage {
  /// Sets an option as the scenario says; what the call returned, or nil for what is no option in C.
  func apply(_ option: SocketOption, _ descriptor: Int32, _ party: Party) throws -> CallResult? {
    switch option.name {
    case .deaf:
      try makeDeaf(descriptor, party)
      return nil
    case .nonblocking:
      try prepare("fcntl", SystemCall(Int(CLINUX_FCNTL), Int64(descriptor), Int64(F_SETFL), Int64(O_NONBLOCK)), party)
      return nil
    case .md5Signature: return try set(descriptor, IPPROTO_TCP.value, 14, try signatureKey(party), party)
    case .receiveTimeout, .sendTimeout:
      let milliseconds = Int64(option.values.first ?? 0)
      let time = (milliseconds / 1000).memoryBytes + (milliseconds % 1000 * 1000).memoryBytes
      return try set(descriptor, SOL_SOCKET, option.name.number.name, time, party)
    default:
      let (level, name) = option.name.number
      return try set(descriptor, level, name, option.values.flatMap(\.memoryBytes), party)
    }
  }

  private func set(
    _ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: [UInt8], _ party: Party
  ) throws -> CallResult {
    let result = arena.scratch {
      let call = SystemCall(
        Int(CLINUX_SETSOCKOPT), Int64(descriptor), Int64(level), Int64(name), arena.place(value), Int64(value.count))
      return party.caller.perform(call, deadline: deadline)
    }
    guard let errno = result.errno else { return result }
    throw Words.Problem("setsockopt: \(errno)")
  }

  /// Attaches a filter that accepts nothing: segments for the socket vanish without an answer (`man 7 socket`).
  func makeDeaf(_ descriptor: Int32, _ party: Party) throws {
    try arena.scratch {
      // One instruction, BPF_RET | BPF_K with 0: accept no byte.
      let program = arena.place(UInt16(6).memoryBytes + [0, 0, 0, 0, 0, 0])
      let filter = UInt16(1).memoryBytes + [0, 0, 0, 0, 0, 0] + program.memoryBytes
      try setOption(SOL_SOCKET, SO_ATTACH_FILTER, filter, of: descriptor, party)
    }
  }

  /// `struct tcp_md5sig` with a key for the other end's address (RFC 2385).
  private func signatureKey(_ party: Party) throws -> [UInt8] {
    let peer = Endpoint(address: party.isServer ? addresses.client : addresses.server, port: 0)
    var bytes = SocketAddress.bytes(peer)
    bytes += [UInt8](repeating: 0, count: 128 - bytes.count)
    let key = Array("rstscope".utf8)
    bytes += [0, 0] + UInt16(key.count).memoryBytes + Int32(0).memoryBytes + key
    return bytes + [UInt8](repeating: 0, count: 80 - key.count)
  }
}

extension SocketOption {
  /// As a record shows the call: `SO_LINGER {1,0}`.
  func details(_ descriptor: Int32) -> Stage.Details {
    let texts = values.map(String.init).joined(separator: ",")
    let value = values.count > 1 ? "{\(texts)}" : texts
    return Stage.Details(
      name: "setsockopt", descriptor: descriptor, option: value.isEmpty ? name.rawValue : "\(name.rawValue) \(value)")
  }
}

extension SocketOption.Name {
  /// Level and name as the kernel numbers them (`asm-generic/socket.h`, `linux/tcp.h`, `linux/in.h`).
  var number: (level: Int32, name: Int32) {
    switch self {
    case .linger: (SOL_SOCKET, SO_LINGER)
    case .receiveBuffer: (SOL_SOCKET, SO_RCVBUF)
    case .sendBuffer: (SOL_SOCKET, SO_SNDBUF)
    case .receiveTimeout: (SOL_SOCKET, SO_RCVTIMEO)
    case .sendTimeout: (SOL_SOCKET, SO_SNDTIMEO)
    case .keepAlive: (SOL_SOCKET, SO_KEEPALIVE)
    case .noDelay: (IPPROTO_TCP.value, 1)
    case .cork: (IPPROTO_TCP.value, 3)
    case .keepIdle: (IPPROTO_TCP.value, 4)
    case .keepInterval: (IPPROTO_TCP.value, 5)
    case .keepCount: (IPPROTO_TCP.value, 6)
    case .synCount: (IPPROTO_TCP.value, 7)
    case .linger2: (IPPROTO_TCP.value, 8)
    case .deferAccept: (IPPROTO_TCP.value, 9)
    case .quickAck: (IPPROTO_TCP.value, 12)
    case .md5Signature: (IPPROTO_TCP.value, 14)
    case .userTimeout: (IPPROTO_TCP.value, 18)
    case .fastOpen: (IPPROTO_TCP.value, 23)
    case .fastOpenConnect: (IPPROTO_TCP.value, 30)
    case .typeOfService: (IPPROTO_IP.value, 1)
    case .timeToLive: (IPPROTO_IP.value, 2)
    case .receiveErrors: (IPPROTO_IP.value, 11)
    case .hopLimit: (IPPROTO_IPV6.value, 16)
    case .receiveErrors6: (IPPROTO_IPV6.value, 25)
    case .trafficClass: (IPPROTO_IPV6.value, 67)
    case .deaf: (SOL_SOCKET, SO_ATTACH_FILTER)
    case .nonblocking: (0, 0)
    }
  }
}

/// Protocol numbers as the socket calls take them; Glibc shows them as integers.
extension Int {
  var value: Int32 { Int32(truncatingIfNeeded: self) }
  var intValue: Int { self }
}
