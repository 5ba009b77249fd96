import Captures
import Wire

/// One capture, or several that are read by time as if they were one.
final class CaptureTimeline {
  private var walks: [Walk] = []
  private var isBegun = false
  /// The walk whose turn it is, and until when.
  private var turn: (walk: Walk, until: Timestamp)?

  /// One of the walks.
  private final class Walk {
    var walk: CaptureWalk
    init(_ walk: consuming CaptureWalk) { self.walk = walk }
  }

  /// Segments after which a batch of several captures is handed on: about as many as a buffer of one holds.
  private static let batchCount = 2048

  /// Opens the captures.
  init(_ paths: [String], _ analysis: CaptureAnalysis) throws(CaptureError) {
    for (index, path) in paths.enumerated() {
      walks.append(Walk(try CaptureWalk(path: path, source: index, analysis)))
    }
  }

  /// Whether all is read.
  var isAtEnd: Bool { walks.allSatisfy { $0.walk.isAtEnd } }

  /// Reads some more.
  ///
  /// - Throws: ``CaptureError`` where a file turns out to be no capture, or cannot be filtered.
  func read(into content: inout SegmentBatch.Content) throws(CaptureError) {
    if let only = walks.first, walks.count == 1 { return try only.walk.readBuffer(into: &content) }
    if !isBegun { for walk in walks { try walk.walk.advance(&content) } }
    isBegun = true
    for _ in 0..<Self.batchCount { if try !takeNext(&content) { return } }
  }

  /// Takes the earliest frame; false where there is none left. Rotated files hardly overlap, so a walk keeps its turn until
  /// another one's next frame is earlier.
  private func takeNext(_ content: inout SegmentBatch.Content) throws(CaptureError) -> Bool {
    if let (walk, until) = turn, let time = walk.walk.nextTime, time <= until {
      try walk.walk.takeNext(&content)
      try walk.walk.advance(&content)
      return true
    }
    turn = earliest
    return turn != nil
  }

  /// The walk whose next frame is the earliest, and the time of the next one among the others; nil at the end.
  private var earliest: (walk: Walk, until: Timestamp)? {
    var best: (walk: Walk, time: Timestamp)?
    var until = Timestamp(nanoseconds: .max)
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
