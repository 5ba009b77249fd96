/// Total big-endian reads: bytes beyond the end read as zero, so that no lying length can trap.
///
/// Callers still check lengths, because a missing field and a zero one mean different things; the zero is the net below.
extension RawSpan {
  /// The byte at `offset`.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    guard offset >= 0, offset < byteCount else { return 0 }
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The 16 bits at `offset`.
  @inline(__always)
  func word(_ offset: Int) -> UInt16 {
    guard offset >= 0, offset <= byteCount &- 2 else { return 0 }
    return UInt16(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  /// The 32 bits at `offset`.
  @inline(__always)
  func long(_ offset: Int) -> UInt32 {
    guard offset >= 0, offset <= byteCount &- 4 else { return 0 }
    return UInt32(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }

  /// The 64 bits at `offset`.
  @inline(__always)
  func quad(_ offset: Int) -> UInt64 {
    guard offset >= 0, offset <= byteCount &- 8 else { return 0 }
    return UInt64(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }
}

/// Big-endian reads whose caller has proved the length.
extension RawSpan {
  @inlinable @inline(__always)
  func unchecked8(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  @inlinable @inline(__always)
  func unchecked16(_ offset: Int) -> UInt16 {
    UInt16(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  @inlinable @inline(__always)
  func unchecked32(_ offset: Int) -> UInt32 {
    UInt32(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }

  @inlinable @inline(__always)
  func unchecked64(_ offset: Int) -> UInt64 {
    UInt64(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }
}
