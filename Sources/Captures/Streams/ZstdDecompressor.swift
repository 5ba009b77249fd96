internal import CZstd

/// Zstandard (RFC 8878) by libzstd, whose window is bounded to 128 MiB as in zstd(1).
@safe final class ZstdDecompressor: Decompressor {
  private let stream: OpaquePointer
  private(set) var isBetweenMembers = false

  init?() {
    guard let stream = unsafe ZSTD_createDStream() else { return nil }
    unsafe self.stream = stream
  }

  deinit { unsafe ZSTD_freeDStream(stream) }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (consumed: Int, produced: Int) {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let rest = unsafe ZSTD_decompressStream(stream, &target, &source)
    let (consumed, produced) = unsafe (source.pos, target.pos)
    guard ZSTD_isError(rest) == 0 else {
      let isTooLarge = ZSTD_getErrorCode(rest) == ZSTD_error_frameParameter_windowTooLarge
      throw DecompressionFailure(
        problem: isTooLarge ? .windowTooLarge : .damaged, consumed: consumed, produced: produced)
    }
    if consumed > 0 || produced > 0 { isBetweenMembers = rest == 0 }
    return (consumed, produced)
  }
}
