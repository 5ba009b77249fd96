import Captures
import Wire

/// One capture, or several that are read by time as if they were one.
final class CaptureTimeline {
  private var walks: [Walk] = []
  private var isBegun = false
  /// Walks whose next frame is known, the one with the earliest last; of two with the same time the first in the order of
  /// the paths comes first.
  private var waiting: [Walk] = []
  /// The walk whose turn it is.
  private var turn: Walk?

  /// One of the walks.
  private final class Walk {
    let number: Int
    var walk: CaptureWalk

    init(_ number: Int, _ walk: consuming CaptureWalk) {
      self.number = number
      self.walk = walk
    }
  }

  /// Turns after which a batch of several captures is handed on, if they are short: about as many as a buffer holds frames.
  private static let turnsInBatch = 2048

  /// Opens the captures.
  init(_ paths: [String], _ analysis: CaptureAnalysis) throws(CaptureError) {
    for (number, path) in paths.enumerated() {
      walks.append(Walk(number, try CaptureWalk(path: path, source: number, analysis)))
    }
  }

  /// Whether all is read.
  var isAtEnd: Bool { walks.allSatisfy { $0.walk.isAtEnd } }

  /// Reads some more: what lies in one buffer, and of several captures what comes before it.
  ///
  /// - Throws: ``CaptureError`` where a file turns out to be no capture, or cannot be filtered.
  func read(into content: inout SegmentBatch.Content) throws(CaptureError) {
    if !isBegun { try begin(&content) }
    for _ in 0..<Self.turnsInBatch {
      guard let walk = turn ?? waiting.popLast() else { return }
      turn = walk
      try walk.walk.read(until: limit(of: walk), into: &content)
      // Rotated files hardly overlap, so a walk keeps its turn until another one's next frame is earlier.
      if walk.walk.nextTime == nil, !walk.walk.isAtEnd { return }
      turn = nil
      wait(walk)
    }
  }

  /// How far a walk may go before it is another one's turn.
  private func limit(of walk: Walk) -> Timestamp {
    guard let next = waiting.last, let time = next.walk.nextTime else { return Timestamp(nanoseconds: .max) }
    return next.number > walk.number ? time : time.advanced(by: -1)
  }

  /// Goes to the first frame of each.
  private func begin(_ content: inout SegmentBatch.Content) throws(CaptureError) {
    isBegun = true
    for walk in walks {
      while walk.walk.nextTime == nil, !walk.walk.isAtEnd {
        try walk.walk.read(until: Timestamp(nanoseconds: .min), into: &content)
      }
      wait(walk)
    }
  }

  /// Puts a walk where its next frame's time belongs, if there is a next frame.
  private func wait(_ walk: Walk) {
    guard let time = walk.walk.nextTime else { return }
    var (low, high) = (0, waiting.count)
    while low < high {
      let middle = (low + high) / 2
      let other = waiting[middle]
      if (other.walk.nextTime ?? time, other.number) > (time, walk.number) { low = middle + 1 } else { high = middle }
    }
    waiting.insert(walk, at: low)
  }

  /// What was read, in the order of the paths.
  var outcomes: [WalkOutcome] { walks.map { $0.walk.outcome } }
}
