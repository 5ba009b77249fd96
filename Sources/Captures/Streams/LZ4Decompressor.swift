internal import CLZ4

/// LZ4 frames by liblz4, one after another.
@safe final class LZ4Decompressor: Decompressor {
  private let context: OpaquePointer
  private(set) var isBetweenMembers = false

  init?() {
    var context: OpaquePointer?
    guard unsafe LZ4F_isError(LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))) == 0 else { return nil }
    guard let context = unsafe context else { return nil }
    unsafe self.context = context
  }

  deinit { unsafe LZ4F_freeDecompressionContext(context) }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (consumed: Int, produced: Int) {
    var consumed = input.count
    var produced = output.count
    let hint = unsafe LZ4F_decompress(context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
    guard LZ4F_isError(hint) == 0 else { throw DecompressionFailure(consumed: 0, produced: 0) }
    if consumed > 0 || produced > 0 { isBetweenMembers = hint == 0 }
    return (consumed, produced)
  }
}
