import Flows
import Wire

/// One worker's share of the flows.
struct Shard: Sendable {
  /// Which share, from 0.
  let index: Int
  /// How many there are.
  let count: Int

  /// More workers than this are not worth their memory.
  static let maximumCount = 4

  /// Whether flows between these endpoints are followed here.
  func owns(_ tuple: FourTuple) -> Bool { count == 1 || FlowTable.shard(of: tuple, among: count) == index }

  /// Which of `count` shares follows the flow of a frame, by a glance at the commonest headers alone: Ethernet, IPv4
  /// without options or IPv6 without extensions, TCP, no fragment. Nil for any other frame: all must decode it to know.
  @inline(__always)
  static func glance(_ frame: Frame, _ bytes: RawSpan, among count: Int) -> Int? {
    guard count > 1 else { return 0 }
    guard frame.linkType == .ethernet, bytes.byteCount >= 54 else { return nil }
    let type = u32(bytes, 12)
    if type & 0xffff_ff00 == 0x0800_4500 { return glance4(bytes, among: count) }
    return type >> 12 == 0x86dd6 ? glance6(bytes, among: count) : nil
  }

  @inline(__always)
  private static func glance4(_ bytes: RawSpan, among count: Int) -> Int? {
    let isFragment = u32(bytes, 18) & 0x3fff != 0
    guard !isFragment, u32(bytes, 22) & 0x00ff_0000 == 0x0006_0000 else { return nil }
    let (source, destination) = (IPAddress(v4: u32(bytes, 26)), IPAddress(v4: u32(bytes, 30)))
    return share(source, destination, ports: u32(bytes, 34), among: count)
  }

  private static func glance6(_ bytes: RawSpan, among count: Int) -> Int? {
    guard bytes.byteCount >= 58, u32(bytes, 18) & 0xff00 == 0x0600 else { return nil }
    return share(address6(bytes, 22), address6(bytes, 38), ports: u32(bytes, 54), among: count)
  }

  @inline(__always)
  private static func share(_ source: IPAddress, _ destination: IPAddress, ports: UInt32, among count: Int) -> Int {
    let tuple = FourTuple(
      source: Endpoint(address: source, port: UInt16(truncatingIfNeeded: ports >> 16)),
      destination: Endpoint(address: destination, port: UInt16(truncatingIfNeeded: ports)))
    return FlowTable.shard(of: tuple, among: count)
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
