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

  /// What is to be done with a frame.
  enum Decision {
    /// It is wanted.
    case take
    /// It is not.
    case leave
    /// It is wanted, but not yet.
    case postpone
  }

  /// Decides on a frame while it is not later than `limit`, and counts it unless it is postponed.
  @inline(__always)
  mutating func decide(_ frame: Frame, until limit: Timestamp) -> Decision {
    let time = frame.time.nanoseconds
    guard time >= since, time <= until else {
      packets &+= 1
      outOfRange &+= 1
      return .leave
    }
    guard time <= limit.nanoseconds else { return .postpone }
    packets &+= 1
    latest = max(latest, time)
    return .take
  }
}
