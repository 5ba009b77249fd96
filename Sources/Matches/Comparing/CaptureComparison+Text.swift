internal import Wire

extension CaptureComparison {
  /// What the comparison stands on, in a sentence: how much is shared, and how the clocks differ.
  public var ground: String {
    guard sharedSegments > 0 else { return "The captures share no segment: nothing says that they show one incident." }
    let nat = crossesNAT ? " (addresses differ: a NAT lies between)" : ""
    let clock = clockOffset.nanoseconds.map { "; the second clock is \(Self.milliseconds($0)) ms ahead" } ?? ""
    let doubt = clockOffset.uncertainty.map { ", give or take \(Self.milliseconds($0)) ms" } ?? ""
    let drift = clockDrift.map(Self.words) ?? ""
    return "\(sharedSegments) segments are in both captures\(nat)\(clock)\(doubt)\(drift)."
  }

  private static func words(_ drift: ClockDrift) -> String {
    let direction = drift.nanosecondsPerSecond > 0 ? "gaining" : "losing"
    let (rate, doubt) = (parts(drift.nanosecondsPerSecond.magnitude), parts(drift.uncertainty.magnitude))
    return " at first, and \(direction) \(rate) (give or take \(doubt)) millionths"
  }

  /// Nanoseconds a second as millionths, with one decimal.
  private static func parts(_ nanosecondsPerSecond: UInt64) -> String {
    let tenths = nanosecondsPerSecond / 100
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func milliseconds(_ nanoseconds: Int64) -> String {
    let microseconds = nanoseconds / 1000
    let fraction = "\(abs(microseconds % 1000))"
    let sign = microseconds < 0 ? "-" : ""
    return "\(sign)\(abs(microseconds / 1000))." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
