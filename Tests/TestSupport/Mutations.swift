/// A small random generator whose seed a failing test prints (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// Starts from `seed`; the same seed gives the same numbers everywhere.
  public init(seed: UInt64) { state = seed }
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

extension [UInt8] {
  /// These bytes with one to four of them changed, some cut off, or a piece repeated.
  public func mutated(by generator: inout SeededGenerator) -> [UInt8] {
    guard !isEmpty else { return self }
    var result = self
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let index = Int.random(in: 0..<count, using: &generator)
      let flipped = result[index] ^ 1 << UInt8.random(in: 0..<8, using: &generator)
      let any = UInt8.random(in: 0...255, using: &generator)
      result[index] = [flipped, any, 0, 255].randomElement(using: &generator) ?? 0
    }
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return Array(result.prefix(.random(in: 0...count, using: &generator)))
    case 1: return result + result.suffix(.random(in: 0...count, using: &generator))
    default: return result
    }
  }
}
