/// An IPv4 or IPv6 address.
public struct IPAddress: Hashable, Sendable, BitwiseCopyable {
  /// Which protocol the address belongs to.
  public enum Version: UInt8, Sendable, BitwiseCopyable {
    /// 32 bits, in the low half of ``IPAddress/low``.
    case v4 = 4
    /// 128 bits.
    case v6 = 6
  }

  /// The first eight bytes of an IPv6 address, big-endian; 0 for IPv4.
  public var high: UInt64
  /// The last eight bytes of an IPv6 address, or an IPv4 address in the low 32 bits.
  public var low: UInt64
  /// Which protocol the address belongs to.
  public var version: Version

  /// An IPv4 address from its 32 bits, the first byte in the highest place.
  @inlinable
  public init(v4 bits: UInt32) {
    high = 0
    low = UInt64(bits)
    version = .v4
  }

  /// An IPv6 address from its two halves.
  @inlinable
  public init(v6High high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
    version = .v6
  }

  /// Whether the address is on the loopback interface: 127.0.0.0/8 or ::1.
  public var isLoopback: Bool {
    switch version {
    case .v4: low >> 24 == 127
    case .v6: high == 0 && low == 1
    }
  }
}
