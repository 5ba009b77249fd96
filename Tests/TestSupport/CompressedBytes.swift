/// Compressed streams made by hand, of blocks that store their bytes as they are: what a reader must take, without a
/// compressor to make them.
public enum CompressedBytes {
  /// The kinds of stream.
  public enum Form: CaseIterable, Sendable {
    case gzip, zstd, lz4

    /// One member that holds `bytes`, of which there are 256 to 65,535.
    public func member(_ bytes: [UInt8]) -> [UInt8] {
      switch self {
      case .gzip: CompressedBytes.gzip(bytes)
      case .zstd: CompressedBytes.zstd(bytes)
      case .lz4: CompressedBytes.lz4(bytes)
      }
    }
  }

  /// A gzip member with one stored block (RFC 1952, RFC 1951 §3.2.4).
  public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1] + little(length) + little(~length) + bytes
      + little(checksum(bytes)) + little(UInt32(bytes.count))
  }

  /// A zstd frame with one raw block (RFC 8878 §3.1.1), its size of at most 64 KiB in two bytes.
  ///
  /// - Parameter windowExponent: Asks for a window of 2ⁿ bytes instead of one as large as the content.
  public static func zstd(_ bytes: [UInt8], windowExponent: Int? = nil) -> [UInt8] {
    let descriptor: [UInt8] =
      if let windowExponent {
        [0x00, UInt8(windowExponent - 10) << 3]
      } else {
        [0x60] + little(UInt16(bytes.count - 256))
      }
    let block = little(UInt32(bytes.count) << 3 | 1).prefix(3)
    return [0x28, 0xb5, 0x2f, 0xfd] + descriptor + block + bytes
  }

  /// An lz4 frame with one block stored as it is; the descriptor's checksum byte is that of these two flags.
  public static func lz4(_ bytes: [UInt8]) -> [UInt8] {
    [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82] + little(UInt32(bytes.count) | 1 << 31) + bytes + [0, 0, 0, 0]
  }

  /// A frame that both zstd and lz4 step over.
  public static func skippable(_ bytes: [UInt8], kind: UInt8 = 0) -> [UInt8] {
    [0x50 | kind & 0xf, 0x2a, 0x4d, 0x18] + little(UInt32(bytes.count)) + bytes
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    CaptureBytes.integer(value, bigEndian: false)
  }

  /// CRC-32 as in gzip, a bit at a time.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
    }
  }
}
