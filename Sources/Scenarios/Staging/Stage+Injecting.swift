import Glibc
import Wire

/// Segments made by hand and sent through a raw socket.
extension Stage {
  func inject(_ injection: Injection) throws {
    guard isPrivate else { throw Words.Problem("is only done in a private namespace, never on the host's own lo") }
    try NetworkNamespace.requirePrivate()
    recorder.drain()
    let source = endpoint(of: party(injection.source))
    let destination = endpoint(of: party(injection.destination))
    let tuple = FourTuple(source: source, destination: destination)
    var packet = RawSegment(injection, tuple, history: recorder.segments).bytes
    if case .connection(let name) = injection.join {
      packet = RawSegment(injection, tuple, history: recorder.segments, token: try token(of: party(name))).bytes
    }
    let sender = try RawSender(version: source.address.version)
    for _ in 0..<injection.count { try sender.send(packet, to: destination) }
  }
}

extension Stage {
  /// The token by which a subflow joins a party's connection: `mptcpi_token` of MPTCP_INFO (`linux/mptcp.h`).
  private func token(of party: Party) throws -> UInt32 {
    let (level, name, offset) = (Int32(284), Int32(1), 12)
    let information = option(level, name, of: try socket(of: party), party, length: 64)
    guard information.count >= offset + 4 else { throw Words.Problem("\(party.name) has no Multipath TCP connection") }
    return information[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// A raw socket of the calling thread's namespace (`man 7 raw`).
private final class RawSender {
  private let descriptor: Int32

  init(version: IPAddress.Version) throws {
    let family = version == .v4 ? AF_INET : AF_INET6
    descriptor = socket(family, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue), Int32(255))
    guard descriptor >= 0 else { throw Words.Problem("a raw socket: \(NetworkNamespace.text(of: errno))") }
  }

  deinit { close(descriptor) }

  func send(_ packet: [UInt8], to destination: Endpoint) throws {
    // The header holds the ports; IPv6 refuses a port in the address of a raw socket.
    let address = SocketAddress.bytes(Endpoint(address: destination.address, port: 0))
    let count = unsafe address.withUnsafeBytes { bytes -> Int in
      guard let address = unsafe bytes.bindMemory(to: sockaddr.self).baseAddress else { return -1 }
      return unsafe sendto(descriptor, packet, packet.count, 0, address, socklen_t(bytes.count))
    }
    guard count == packet.count else { throw Words.Problem("sendto: \(NetworkNamespace.text(of: errno))") }
  }
}
