import Wire

/// The unit and the origin of an interface's time stamps: pcapng's `if_tsresol` and `if_tsoffset`.
public struct TimestampResolution: Hashable, Sendable, BitwiseCopyable {
  /// `if_tsresol`: 10⁻ⁿ s, or 2⁻ⁿ s with the highest bit set. 6 where the option is absent.
  public var rawValue: UInt8
  /// `if_tsoffset`: seconds to be added.
  public var offsetSeconds: Int64

  /// Wraps the two options.
  public init(rawValue: UInt8, offsetSeconds: Int64 = 0) {
    self.rawValue = rawValue
    self.offsetSeconds = offsetSeconds
  }

  /// 10⁻⁶ s, the default of both formats.
  public static let microseconds = TimestampResolution(rawValue: 6)
  /// 10⁻⁹ s.
  public static let nanoseconds = TimestampResolution(rawValue: 9)

  /// The moment that `units` since the epoch name, rounded down to nanoseconds, saturated at what 64 bits can hold.
  @inline(__always)
  func timestamp(_ units: UInt64) -> Timestamp {
    if offsetSeconds == 0, units < 1 << 53 {
      if rawValue == 6 { return Timestamp(nanoseconds: Int64(truncatingIfNeeded: units &* 1000)) }
      if rawValue == 9 { return Timestamp(nanoseconds: Int64(truncatingIfNeeded: units)) }
    }
    return general(units)
  }

  private func general(_ units: UInt64) -> Timestamp {
    let exponent = Int(rawValue & 0x7f)
    let product = UInt128(units) * 1_000_000_000
    var nanoseconds: UInt128
    if rawValue & 0x80 != 0 {
      nanoseconds = product >> exponent
    } else {
      nanoseconds = product
      for _ in 0..<min(exponent, 39) { nanoseconds /= 10 }
    }
    let offset = Int128(offsetSeconds) * 1_000_000_000
    return Timestamp(nanoseconds: Int64(clamping: Int128(nanoseconds) + offset))
  }
}
