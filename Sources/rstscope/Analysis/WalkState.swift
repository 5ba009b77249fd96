import Captures
import Matches

/// How far the reading of one capture has come, and what stopped it.
struct WalkState {
  /// The path as it was given.
  let path: String
  /// Which frames are wanted, and how many there were.
  var intake: Intake
  private(set) var stop: Findings.Source.Stop?
  /// What a reader of the report must know.
  private(set) var warnings: [String] = []
  private var reportedBytes = 0

  /// Nothing was read yet.
  init(path: String, _ intake: Intake) {
    self.path = path
    self.intake = intake
  }

  /// Damage, after which nothing more comes.
  mutating func end(_ damage: CaptureError) {
    stop = .init(offset: damage.offset ?? 0, reason: damage.reason)
    warnings.append("\(damage)")
  }

  /// Somebody wants the report so far.
  mutating func interrupt(at offset: Int) {
    stop = .init(offset: offset, reason: "interrupted")
    warnings.append("\(path): interrupted; the report covers what was read before")
  }

  /// Bytes read since the last time that this was asked.
  mutating func unreported(_ bytes: Int) -> Int {
    defer { reportedBytes = bytes }
    return bytes - reportedBytes
  }
}
