/// The headers of one packet, written from front to back in network byte order.
struct HeaderBytes {
  private(set) var bytes: [UInt8] = Array(repeating: 0, count: 160)
  private(set) var count = 0

  mutating func clear() { count = 0 }

  mutating func put(_ byte: UInt8) {
    bytes[count] = byte
    count &+= 1
  }

  mutating func put(_ word: UInt16) {
    put(UInt8(word >> 8))
    put(UInt8(truncatingIfNeeded: word))
  }

  mutating func put(_ word: UInt32) {
    put(UInt16(word >> 16))
    put(UInt16(truncatingIfNeeded: word))
  }

  /// A number of the pcap record header, which is little-endian whatever the machine.
  mutating func putLittleEndian(_ word: UInt32) { put(word.byteSwapped) }

  /// Writes `word` over what stands at `position`.
  mutating func replace(at position: Int, with word: UInt16) {
    bytes[position] = UInt8(word >> 8)
    bytes[position &+ 1] = UInt8(truncatingIfNeeded: word)
  }

  /// The sum of the 16-bit words from `start`, an even number of bytes, to the end.
  func sum(from start: Int) -> UInt64 {
    var sum: UInt64 = 0
    var position = start
    while position &+ 1 < count {
      sum &+= UInt64(bytes[position]) << 8 | UInt64(bytes[position &+ 1])
      position &+= 2
    }
    return sum
  }

  /// The one's complement checksum of a sum of words (RFC 1071).
  static func checksum(_ sum: UInt64) -> UInt16 {
    var folded = sum
    while folded > 0xffff { folded = folded & 0xffff &+ folded >> 16 }
    return ~UInt16(truncatingIfNeeded: folded)
  }
}
