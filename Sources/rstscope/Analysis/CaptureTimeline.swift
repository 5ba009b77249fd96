import Captures
import Wire

/// One capture, or several that are read by time as if they were one.
final class CaptureTimeline {
  private var walks: [Walk] = []
  /// The walk whose turn it is, and until when.
  private var turn: (walk: Walk, until: Timestamp)?

  /// One of the walks.
  private final class Walk {
    var walk: CaptureWalk
    init(_ walk: consuming CaptureWalk) { self.walk = walk }
  }

  /// Turns after which a batch of several captures is handed on, if they are short: about as many as a buffer holds frames.
  private static let turnsInBatch = 2048
  private static let endOfTime = Timestamp(nanoseconds: .max)

  /// Opens the captures.
  init(_ paths: [String], _ analysis: CaptureAnalysis) throws(CaptureError) {
    for (index, path) in paths.enumerated() {
      walks.append(Walk(try CaptureWalk(path: path, source: index, analysis)))
    }
  }

  /// Whether all is read.
  var isAtEnd: Bool { walks.allSatisfy { $0.walk.isAtEnd } }

  /// Reads some more: what lies in one buffer, and of several captures what comes before it.
  ///
  /// - Throws: ``CaptureError`` where a file turns out to be no capture, or cannot be filtered.
  func read(into content: inout SegmentBatch.Content) throws(CaptureError) {
    if let only = walks.first, walks.count == 1 { return try only.walk.read(until: Self.endOfTime, into: &content) }
    for _ in 0..<Self.turnsInBatch {
      guard let (walk, until) = try nextTurn(&content) else { return }
      turn = (walk, until)
      try walk.walk.read(until: until, into: &content)
      // Rotated files hardly overlap, so a walk keeps its turn until another one's next frame is earlier.
      if walk.walk.nextTime == nil, !walk.walk.isAtEnd { return }
      turn = nil
    }
  }

  /// Whose turn it is, and until when; nil at the end.
  private func nextTurn(
    _ content: inout SegmentBatch.Content
  ) throws(CaptureError) -> (walk: Walk, until: Timestamp)? {
    if let turn { return turn }
    for walk in walks {
      while walk.walk.nextTime == nil, !walk.walk.isAtEnd {
        try walk.walk.read(until: Timestamp(nanoseconds: .min), into: &content)
      }
    }
    return earliest
  }

  /// The walk whose next frame is the earliest, and the time of the next one among the others; nil at the end.
  private var earliest: (walk: Walk, until: Timestamp)? {
    var best: (walk: Walk, time: Timestamp)?
    var until = Self.endOfTime
    for walk in walks {
      guard let time = walk.walk.nextTime else { continue }
      guard let previous = best else {
        best = (walk, time)
        continue
      }
      if time < previous.time {
        (best, until) = ((walk, time), min(until, previous.time))
      } else {
        until = min(until, time)
      }
    }
    return best.map { ($0.walk, until) }
  }

  /// What was read, in the order of the paths.
  var outcomes: [WalkOutcome] { walks.map { $0.walk.outcome } }
}
