extension FrameDecoder {
  /// Sums the segment at `extent` with its pseudo-header (RFC 9293 §3.1, RFC 8200 §8.1).
  ///
  /// A sender that offloads the work leaves the sum of the pseudo-header alone in the field: ``Segment/Checksum/partial``.
  func checksum(_ path: Path, _ bytes: RawSpan, _ extent: Extent) -> Segment.Checksum {
    guard extent.captured(bytes) == extent.count, extent.count >= 20 else { return .unknown }
    return Self.checksum(bytes, extent, pseudoHeader: Self.pseudoHeaderSum(path, length: extent.count))
  }

  /// Sums a whole segment with the unfolded sum of its pseudo-header.
  @inline(__always)
  static func checksum(_ bytes: RawSpan, _ extent: Extent, pseudoHeader pseudo: UInt64) -> Segment.Checksum {
    if fold(pseudo &+ sum(bytes, extent)) == 0xffff { return .valid }
    return bytes.word(extent.start &+ 16) == fold(pseudo) ? .partial : .wrong
  }

  /// Whether an IPv4 header sums up (RFC 1071 §1).
  func headerIsIntact(_ bytes: RawSpan, _ header: Extent) -> Bool {
    header.captured(bytes) == header.count && Self.fold(Self.sum(bytes, header)) == 0xffff
  }

  private static func pseudoHeaderSum(_ path: Path, length: Int) -> UInt64 {
    let (source, destination) = (path.source, path.destination)
    return UInt64(InternetProtocol.tcp) &+ UInt64(truncatingIfNeeded: length) &+ halves(source.high)
      &+ halves(source.low) &+ halves(destination.high) &+ halves(destination.low)
  }

  static func halves(_ word: UInt64) -> UInt64 { (word >> 32) &+ (word & 0xffff_ffff) }

  /// The unfolded sum of 16-bit words, an odd last byte padded with zero; what is not there counts as zero.
  private static func sum(_ bytes: RawSpan, _ extent: Extent) -> UInt64 {
    let end = min(extent.end, bytes.byteCount)
    var total: UInt64 = 0
    var offset = max(extent.start, 0)
    if offset &+ 20 <= end {
      // A header, and for most of what is summed that is all: how often a loop goes round would be a guess.
      for word in 0..<5 { total &+= UInt64(bytes.unchecked32(offset &+ 4 &* word)) }
      offset &+= 20
    }
    while offset &+ 4 <= end {
      total &+= UInt64(bytes.unchecked32(offset))
      offset &+= 4
    }
    if offset &+ 2 <= end {
      total &+= UInt64(bytes.unchecked16(offset))
      offset &+= 2
    }
    if offset < end { total &+= UInt64(bytes.unchecked8(offset)) << 8 }
    return total
  }

  /// Folds carries in until 16 bits are left: of a sum below 2⁴⁸ after three times at most.
  private static func fold(_ sum: UInt64) -> UInt16 {
    var rest = (sum & 0xffff) &+ (sum >> 16 & 0xffff) &+ (sum >> 32)
    rest = (rest & 0xffff) &+ (rest >> 16)
    return UInt16(truncatingIfNeeded: rest &+ (rest >> 16))
  }
}
