/// Random bytes that payloads are cut from, with the sums that make their checksums a subtraction.
struct PayloadPool {
  let bytes: [UInt8]
  /// Sum of all 16-bit words before word `i`.
  private let sums: [UInt64]

  init(words: Int, seed: UInt64) {
    var random = RandomSource(seed: seed)
    var bytes: [UInt8] = []
    var sums: [UInt64] = [0]
    var sum: UInt64 = 0
    for _ in 0..<words {
      let word = UInt16(truncatingIfNeeded: random.bits())
      bytes += [UInt8(word >> 8), UInt8(word & 0xff)]
      sum &+= UInt64(word)
      sums.append(sum)
    }
    self.bytes = bytes
    self.sums = sums
  }

  /// An even place to cut `length` bytes from that differs from packet to packet.
  func start(_ choice: UInt32, length: Int) -> Int {
    let room = sums.count - 1 - (length + 1) / 2
    return room > 0 ? 2 * (Int(choice >> 4) % room) : 0
  }

  /// The sum of the 16-bit words of `length` bytes from an even `start`, the last byte padded with zero (RFC 1071).
  func sum(from start: Int, length: Int) -> UInt64 {
    let whole = sums[(start + length) / 2] &- sums[start / 2]
    return length.isMultiple(of: 2) ? whole : whole &+ UInt64(bytes[start + length - 1]) << 8
  }
}
