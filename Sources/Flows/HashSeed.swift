/// What a process mixes into its hashes of addresses, so that nobody can write a capture whose flows all fall into one
/// place: following each would take as long as there are flows before it.
///
/// As random as `Hasher` is, and as repeatable where `SWIFT_DETERMINISTIC_HASHING` is set. Nothing that a report says
/// depends on it.
public struct HashSeed: BitwiseCopyable, Sendable {
  private let first: UInt64
  private let second: UInt64

  /// The process's own.
  public init() { self.init(Self.random(1), Self.random(2)) }

  private init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }

  /// No secret at all: for values that are never looked up, and for what must be the same in every process.
  static let none = HashSeed(0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)

  private static func random(_ number: Int) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(number)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// Two words in one: a multiplication by what is not known beforehand, its halves folded.
  @inline(__always)
  public func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ first).multipliedFullWidth(by: right ^ second)
    return product.high ^ product.low
  }
}
