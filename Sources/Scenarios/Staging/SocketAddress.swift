import Glibc
import Wire

/// Endpoints as the kernel's `struct sockaddr_in` and `sockaddr_in6` (`man 7 ip`, `man 7 ipv6`).
enum SocketAddress {
  /// The bytes of an endpoint.
  static func bytes(_ endpoint: Endpoint) -> [UInt8] {
    let address = endpoint.address
    switch address.version {
    case .v4:
      return UInt16(AF_INET).memoryBytes + endpoint.port.networkBytes
        + UInt32(truncatingIfNeeded: address.low).networkBytes + [UInt8](repeating: 0, count: 8)
    case .v6:
      return UInt16(AF_INET6).memoryBytes + endpoint.port.networkBytes + [0, 0, 0, 0] + address.high.networkBytes
        + address.low.networkBytes + [0, 0, 0, 0]
    }
  }

  /// The endpoint in such bytes, or nil.
  static func endpoint(_ bytes: [UInt8]) -> Endpoint? {
    guard bytes.count >= 16 else { return nil }
    let port = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    let number = { (range: Range<Int>) in bytes[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    if bytes[0..<2] == UInt16(AF_INET).memoryBytes[...] {
      return Endpoint(address: IPAddress(v4: UInt32(truncatingIfNeeded: number(4..<8))), port: port)
    }
    guard bytes[0..<2] == UInt16(AF_INET6).memoryBytes[...], bytes.count >= 28 else { return nil }
    return Endpoint(address: IPAddress(v6High: number(8..<16), low: number(16..<24)), port: port)
  }
}
