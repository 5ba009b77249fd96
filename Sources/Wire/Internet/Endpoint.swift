/// An address and a TCP port.
public struct Endpoint: Hashable, Sendable, BitwiseCopyable {
  /// The address.
  public var address: IPAddress
  /// The TCP port.
  public var port: UInt16

  /// Joins an address and a port.
  @inlinable
  public init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}

extension Endpoint: CustomStringConvertible {
  /// `127.0.0.1:80` or `[::1]:80` (RFC 5952 §6).
  public var description: String {
    switch address.version {
    case .v4: "\(address):\(port)"
    case .v6: "[\(address)]:\(port)"
    }
  }
}

/// Where a segment came from and where it went: an ordered pair of endpoints.
public struct FourTuple: Hashable, Sendable, BitwiseCopyable {
  /// Who sent it.
  public var source: Endpoint
  /// To whom.
  public var destination: Endpoint

  /// Joins two endpoints.
  @inlinable
  public init(source: Endpoint, destination: Endpoint) {
    self.source = source
    self.destination = destination
  }

  /// The same connection seen from the other end.
  @inlinable
  public var reversed: FourTuple { FourTuple(source: destination, destination: source) }
}

extension FourTuple: CustomStringConvertible {
  /// `127.0.0.1:1000 > 127.0.0.1:80`, as tcpdump writes it.
  public var description: String { "\(source) > \(destination)" }
}
