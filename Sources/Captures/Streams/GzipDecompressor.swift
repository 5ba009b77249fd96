internal import CZlib

/// gzip (RFC 1952) by zlib. What follows the last member and is no gzip header is padding, as in gzip(1).
@safe final class GzipDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isBetweenMembers = false
  /// Whether a whole member was read, and whether what follows it turned out to be no member.
  private var hasMember = false
  private var isPadding = false

  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for a gzip header.
    let status = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (consumed: Int, produced: Int) {
    if isPadding { return (input.count, 0) }
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = uInt(input.count)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = uInt(output.count)
    let wasBetweenMembers = isBetweenMembers
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    let consumed = unsafe input.count - Int(stream.pointee.avail_in)
    let produced = unsafe output.count - Int(stream.pointee.avail_out)
    if consumed > 0 || produced > 0 { isBetweenMembers = false }
    switch status {
    case Z_STREAM_END:
      isBetweenMembers = true
      hasMember = true
      unsafe inflateReset(stream)
    case Z_OK, Z_BUF_ERROR: break
    default:
      guard wasBetweenMembers, hasMember, produced == 0 else {
        throw DecompressionFailure(consumed: consumed, produced: produced)
      }
      isPadding = true
      isBetweenMembers = true
      return (input.count, 0)
    }
    return (consumed, produced)
  }
}
