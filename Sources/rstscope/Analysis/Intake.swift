import Wire

/// Which frames of a capture are looked at, by time alone, and how many there were.
struct Intake {
  /// Frames shown.
  private(set) var packets = 0
  /// Those among them outside the wanted time.
  private(set) var outOfRange = 0
  /// When the last wanted one was captured.
  var lastTime: Timestamp? { latest == .min ? nil : Timestamp(nanoseconds: latest) }
  private let since: Int64
  private let until: Int64
  private var latest = Int64.min

  /// Wants what `analysis` wants.
  init(_ analysis: CaptureAnalysis) {
    since = analysis.since?.nanoseconds ?? .min
    until = analysis.until?.nanoseconds ?? .max
  }

  /// Counts a frame and says whether it is wanted.
  @inline(__always)
  mutating func admits(_ frame: Frame) -> Bool {
    packets &+= 1
    let time = frame.time.nanoseconds
    guard time >= since, time <= until else {
      outOfRange &+= 1
      return false
    }
    if latest < time { latest = time }
    return true
  }
}
