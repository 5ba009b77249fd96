/// One kind of compressed stream, fed and drained in pieces of bounded size.
///
/// Concatenated members are read as one stream, as their tools do.
protocol Decompressor: AnyObject {
  /// Takes bytes of `input` and makes bytes of `output`; both counts may be 0.
  ///
  /// - Throws: ``DecompressionFailure`` where the input is no such stream.
  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (consumed: Int, produced: Int)

  /// Whether the input may end here without being cut.
  var isBetweenMembers: Bool { get }
}

/// The compressed bytes cannot be unpacked.
struct DecompressionFailure: Error {
  var problem = Compression.Problem.damaged
  /// How many bytes of the input were taken, and of the output made, before that.
  var consumed: Int
  var produced: Int
}

/// A frame of bytes for other programs that zstd (RFC 8878 §3.1.2) and lz4 step over: a magic number, a length, the
/// bytes. Parallel compressors put one before the first real frame.
struct SkippableFrame {
  /// Bytes of the whole frame.
  let length: Int

  /// Reads its first eight bytes; nil where they are no such frame's.
  init?(_ start: UnsafeRawBufferPointer) {
    let header = unsafe start.prefix(8).map { UInt32($0) }
    guard header.count == 8, header[0] & 0xf0 == 0x50, header[1...3] == [0x2a, 0x4d, 0x18] else { return nil }
    length = 8 + Int(header[4] | header[5] << 8 | header[6] << 16 | header[7] << 24)
  }
}

extension Compression {
  /// Recognises a compressed stream by its first four bytes.
  init?(magic bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 2 else { return nil }
    let magic = unsafe Array(bytes.prefix(4))
    switch magic {
    case _ where magic.starts(with: [0x1f, 0x8b]): self = .gzip
    case [0x28, 0xb5, 0x2f, 0xfd]: self = .zstd
    case [0x04, 0x22, 0x4d, 0x18]: self = .lz4
    default: return nil
    }
  }

  /// A decompressor at the start of a stream; nil when memory is short.
  func makeDecompressor() -> (any Decompressor)? {
    switch self {
    case .gzip: GzipDecompressor()
    case .zstd: ZstdDecompressor()
    case .lz4: LZ4Decompressor()
    }
  }
}
