/// A TCP sequence or acknowledgment number: 32 bits, compared modulo 2³² (RFC 9293 §3.4).
///
/// It is deliberately not `Comparable`: "before" is no total order on a circle. Use ``distance(to:)``.
public struct SequenceNumber: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number as it stands in the header.
  public var rawValue: UInt32

  /// Wraps a number as it stands in the header.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// How far `other` lies ahead of this number, from -2³¹ to 2³¹-1; negative if it lies behind.
  @inlinable
  public func distance(to other: SequenceNumber) -> Int32 {
    Int32(bitPattern: other.rawValue &- rawValue)
  }

  /// Whether this number lies strictly before `other` on the circle.
  @inlinable
  public func precedes(_ other: SequenceNumber) -> Bool { distance(to: other) > 0 }

  /// The number `count` bytes further on, modulo 2³².
  @inlinable
  public static func + (left: SequenceNumber, count: UInt32) -> SequenceNumber {
    SequenceNumber(rawValue: left.rawValue &+ count)
  }

  /// The number `count` bytes further back, modulo 2³².
  @inlinable
  public static func - (left: SequenceNumber, count: UInt32) -> SequenceNumber {
    SequenceNumber(rawValue: left.rawValue &- count)
  }
}

extension SequenceNumber: CustomStringConvertible {
  public var description: String { "\(rawValue)" }
}
