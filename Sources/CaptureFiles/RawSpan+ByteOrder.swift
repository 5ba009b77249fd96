/// Total reads in the byte order of a file: bytes beyond the end read as zero, so that no lying length can trap.
extension RawSpan {
  @inline(__always)
  func u8(_ offset: Int) -> UInt8 {
    guard offset >= 0, offset < byteCount else { return 0 }
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  @inline(__always)
  func u16(_ offset: Int, swapped: Bool) -> UInt16 {
    guard offset >= 0, offset <= byteCount &- 2 else { return 0 }
    let value = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self)
    return swapped ? value.byteSwapped : value
  }

  @inline(__always)
  func u32(_ offset: Int, swapped: Bool) -> UInt32 {
    guard offset >= 0, offset <= byteCount &- 4 else { return 0 }
    let value = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)
    return swapped ? value.byteSwapped : value
  }

  /// Without a check: the caller has proved the length.
  @inlinable @inline(__always)
  func unchecked32(_ offset: Int, swapped: Bool) -> UInt32 {
    let value = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)
    return swapped ? value.byteSwapped : value
  }

  @inline(__always)
  func u64(_ offset: Int, swapped: Bool) -> UInt64 {
    guard offset >= 0, offset <= byteCount &- 8 else { return 0 }
    let value = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    return swapped ? value.byteSwapped : value
  }

  /// The bytes at `range`, clamped to what is there.
  func array(_ range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<byteCount)
    return unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      for index in range { unsafe buffer[index &- range.lowerBound] = u8(index) }
      count = range.count
    }
  }
}
