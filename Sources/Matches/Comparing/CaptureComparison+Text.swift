internal import Wire

extension CaptureComparison {
  /// What the comparison says, a line each: the ground it stands on first, then every RST.
  public var lines: [String] {
    var lines = [ground]
    if crossings.isEmpty { lines.append("Neither capture holds a RST.") }
    for crossing in crossings {
      let frames =
        "\(crossing.first.map { "frame \($0.number)" } ?? "—") | "
        + "\(crossing.second.map { "frame \($0.number)" } ?? "—")"
      lines.append("\(frames): \(crossing.fate.rawValue): \(crossing.statement)")
    }
    return lines
  }

  private var ground: String {
    guard sharedSegments > 0 else { return "The captures share no segment: nothing says that they show one incident." }
    let nat = crossesNAT ? " (addresses differ: a NAT lies between)" : ""
    let clock = clockOffset.nanoseconds.map { "; the second clock is \(Self.milliseconds($0)) ms ahead" } ?? ""
    let doubt = clockOffset.uncertainty.map { ", give or take \(Self.milliseconds($0)) ms" } ?? ""
    return "\(sharedSegments) segments are in both captures\(nat)\(clock)\(doubt)."
  }

  private static func milliseconds(_ nanoseconds: Int64) -> String {
    let microseconds = nanoseconds / 1000
    let fraction = "\(abs(microseconds % 1000))"
    let sign = microseconds < 0 ? "-" : ""
    return "\(sign)\(abs(microseconds / 1000))." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
