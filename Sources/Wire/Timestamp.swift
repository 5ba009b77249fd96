/// A moment in nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Hashable, Sendable, BitwiseCopyable, Comparable {
  /// Nanoseconds since the epoch; from the year 1677 to 2262.
  public var nanoseconds: Int64

  /// Wraps nanoseconds since the epoch.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  @inlinable
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Nanoseconds from this moment to `later`; negative if `later` comes before. Saturates instead of overflowing.
  @inlinable
  public func nanoseconds(until later: Timestamp) -> Int64 {
    let (difference, overflow) = later.nanoseconds.subtractingReportingOverflow(nanoseconds)
    return overflow ? (later.nanoseconds > nanoseconds ? .max : .min) : difference
  }

  /// The moment so many nanoseconds later, or the last or first one that there is.
  public func advanced(by shift: Int64) -> Timestamp {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(shift)
    return Timestamp(nanoseconds: overflow ? (shift > 0 ? .max : .min) : sum)
  }
}
