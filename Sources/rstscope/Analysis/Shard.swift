import Flows
import Wire

/// One worker's share of the flows.
struct Shard: Sendable {
  /// Which share, from 0.
  let index: Int
  /// How many there are.
  let count: Int

  /// Whether flows between these endpoints are followed here.
  func owns(_ tuple: FourTuple) -> Bool { count == 1 || FlowTable.shard(of: tuple, among: count) == index }

  /// What a glance at a frame tells of its flow.
  enum Glance {
    /// It is followed here.
    case own
    /// Another share follows it; it need not be decoded.
    case foreign
    /// The headers are not of the commonest kinds: every worker decodes the frame.
    case unclear
  }

  /// Looks at the commonest headers alone: Ethernet, IPv4 without options or IPv6 without extensions, TCP, no fragment.
  @inline(__always)
  func glance(_ frame: Frame, _ bytes: RawSpan) -> Glance {
    guard count > 1 else { return .own }
    guard frame.linkType == .ethernet, bytes.byteCount >= 54 else { return .unclear }
    let type = Self.u32(bytes, 12)
    if type & 0xffff_ff00 == 0x0800_4500 { return glance4(bytes) }
    return type >> 12 == 0x86dd6 ? glance6(bytes) : .unclear
  }

  @inline(__always)
  private func glance4(_ bytes: RawSpan) -> Glance {
    let isFragment = Self.u32(bytes, 18) & 0x3fff != 0
    guard !isFragment, Self.u32(bytes, 22) & 0x00ff_0000 == 0x0006_0000 else { return .unclear }
    let (source, destination) = (IPAddress(v4: Self.u32(bytes, 26)), IPAddress(v4: Self.u32(bytes, 30)))
    return glance(source, destination, ports: Self.u32(bytes, 34))
  }

  private func glance6(_ bytes: RawSpan) -> Glance {
    guard bytes.byteCount >= 58, Self.u32(bytes, 18) & 0xff00 == 0x0600 else { return .unclear }
    return glance(Self.address6(bytes, 22), Self.address6(bytes, 38), ports: Self.u32(bytes, 54))
  }

  @inline(__always)
  private func glance(_ source: IPAddress, _ destination: IPAddress, ports: UInt32) -> Glance {
    let tuple = FourTuple(
      source: Endpoint(address: source, port: UInt16(truncatingIfNeeded: ports >> 16)),
      destination: Endpoint(address: destination, port: UInt16(truncatingIfNeeded: ports)))
    return owns(tuple) ? .own : .foreign
  }

  private static func address6(_ bytes: RawSpan, _ offset: Int) -> IPAddress {
    IPAddress(
      v6High: UInt64(u32(bytes, offset)) << 32 | UInt64(u32(bytes, offset &+ 4)),
      low: UInt64(u32(bytes, offset &+ 8)) << 32 | UInt64(u32(bytes, offset &+ 12)))
  }

  /// Four bytes in network order; the caller has checked the length.
  @inline(__always)
  private static func u32(_ bytes: RawSpan, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
