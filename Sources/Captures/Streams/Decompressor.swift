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

/// The compressed bytes contradict their format.
struct DecompressionFailure: Error {
  /// How many bytes of the input were taken, and of the output made, before that.
  var consumed: Int
  var produced: Int
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
