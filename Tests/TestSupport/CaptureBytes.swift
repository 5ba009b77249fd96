/// Capture files made in memory, for tests of readers.
public enum CaptureBytes {
  /// Bytes of `value` in either order.
  public static func integer(_ value: some FixedWidthInteger, bigEndian: Bool) -> [UInt8] {
    let shifts = stride(from: 0, to: value.bitWidth, by: 8)
    let little = shifts.map { UInt8(truncatingIfNeeded: value >> $0) }
    return bigEndian ? little.reversed() : little
  }

  /// A pcap file header.
  public static func pcapHeader(magic: UInt32, linkType: UInt32 = 1, bigEndian: Bool = false) -> [UInt8] {
    integer(magic, bigEndian: bigEndian) + integer(UInt16(2), bigEndian: bigEndian)
      + integer(UInt16(4), bigEndian: bigEndian) + [0, 0, 0, 0, 0, 0, 0, 0]
      + integer(UInt32(65535), bigEndian: bigEndian) + integer(linkType, bigEndian: bigEndian)
  }

  /// A pcap record; `extra` bytes more of header, as modified formats have.
  public static func pcapRecord(
    seconds: UInt32, fraction: UInt32, _ packet: [UInt8], extra: Int = 0, bigEndian: Bool = false
  ) -> [UInt8] {
    integer(seconds, bigEndian: bigEndian) + integer(fraction, bigEndian: bigEndian)
      + integer(UInt32(packet.count), bigEndian: bigEndian) + integer(UInt32(packet.count), bigEndian: bigEndian)
      + [UInt8](repeating: 0, count: extra) + packet
  }

  /// A pcapng block around `body`, which is padded to four bytes.
  public static func block(_ type: UInt32, _ body: [UInt8], bigEndian: Bool = false) -> [UInt8] {
    let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    let length = integer(UInt32(padded.count + 12), bigEndian: bigEndian)
    return integer(type, bigEndian: bigEndian) + length + padded + length
  }

  /// A section header block.
  public static func section(bigEndian: Bool = false) -> [UInt8] {
    block(
      0x0a0d_0d0a,
      integer(UInt32(0x1a2b_3c4d), bigEndian: bigEndian) + integer(UInt16(1), bigEndian: bigEndian)
        + integer(UInt16(0), bigEndian: bigEndian) + integer(UInt64.max, bigEndian: bigEndian), bigEndian: bigEndian)
  }

  /// An interface description with `if_tsresol` and `if_tsoffset`.
  public static func interface(
    linkType: UInt16 = 1, resolution: UInt8 = 6, offset: Int64 = 0, snapLength: UInt32 = 0, bigEndian: Bool = false
  ) -> [UInt8] {
    let head = integer(linkType, bigEndian: bigEndian) + [0, 0] + integer(snapLength, bigEndian: bigEndian)
    let first =
      integer(UInt16(9), bigEndian: bigEndian) + integer(UInt16(1), bigEndian: bigEndian) + [resolution, 0, 0, 0]
    let second = integer(UInt16(14), bigEndian: bigEndian) + integer(UInt16(8), bigEndian: bigEndian)
    return block(1, head + first + second + integer(offset, bigEndian: bigEndian) + [0, 0, 0, 0], bigEndian: bigEndian)
  }

  /// An enhanced packet block.
  public static func packet(
    interface: UInt32 = 0, units: UInt64, _ packet: [UInt8], bigEndian: Bool = false
  ) -> [UInt8] {
    let numbers = [
      interface, UInt32(units >> 32), UInt32(truncatingIfNeeded: units), UInt32(packet.count), UInt32(packet.count),
    ]
    return block(6, numbers.flatMap { integer($0, bigEndian: bigEndian) } + packet, bigEndian: bigEndian)
  }
}
