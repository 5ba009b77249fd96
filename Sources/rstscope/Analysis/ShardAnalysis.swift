import Captures
import Flows
import Glibc
import Matches
import Wire

/// One worker's pass over all sources of an analysis, following its share of the flows.
struct ShardAnalysis: ~Copyable {
  private let analysis: CaptureAnalysis
  private let shard: Shard
  private var analyzer: Analyzer

  init(_ analysis: CaptureAnalysis, _ shard: Shard) {
    self.analysis = analysis
    self.shard = shard
    var keeping = analysis.keeping
    keeping.dropsWrongChecksums = analysis.checksums == .all
    analyzer = Analyzer(options: keeping)
  }

  /// What one worker found in its share of the flows.
  struct Part {
    var findings = Findings()
    /// The captures, in the order of their paths.
    var walks: [WalkOutcome] = []
    /// What was counted in each of them.
    var counts: [FrameFeed.Counts] = []
  }

  /// Follows its share of a capture that others follow too.
  consuming func run(_ capture: SharedCapture) throws(CaptureError) -> Part {
    var feed = try FrameFeed(analysis, shard)
    try capture.forEachBatch { content throws(CaptureError) in
      Self.take(content, &feed, &analyzer)
      if let failure = feed.failure { throw failure }
      unsafe analyzer.showGrownMemory { unsafe Self.askForLargePages($0) }
      analysis.handOn(&analyzer)
    }
    feed.finish(&analyzer)
    return finish(Part(walks: [capture.outcome], counts: [feed.counts]))
  }

  private static func take(_ content: borrowing FrameBatch.Content, _ feed: inout FrameFeed, _ analyzer: inout Analyzer)
  {
    content.buffer.withBytes { buffer in
      for item in content.others { feed.take(item, &analyzer) { $1(buffer.extracting($0)) } }
      content.forEachSpot(of: feed.shard) { spot in
        let start = Int(spot.start)
        let bytes = buffer.extracting(start..<start &+ Int(spot.frame.capturedLength))
        feed.take(spot.frame, bytes, isOwn: spot.isOwn, &analyzer)
      }
    }
  }

  /// Asks for large pages (`man 2 madvise`); a system that has none goes on with small ones.
  private static func askForLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress else { return }
    let start = unsafe base.alignedUp(toMultipleOf: Int(getpagesize()))
    unsafe madvise(start, memory.count - (start - base), MADV_HUGEPAGE)
  }

  /// Reads its share of all of `paths` as one timeline.
  consuming func run(_ paths: [String]) throws(CaptureError) -> Part {
    var turns: [Turn] = []
    for (index, path) in paths.enumerated() {
      turns.append(Turn(try SourceWalk(path: path, source: index, analysis, shard)))
    }
    try walk(turns)
    let outcomes = turns.map { $0.walk.outcome }
    return finish(Part(walks: outcomes.map(\.walk), counts: outcomes.map(\.counts)))
  }

  private consuming func finish(_ part: Part) -> Part {
    var part = part
    if let end = part.walks.compactMap(\.lastTime).max() { analyzer.advance(to: end) }
    if analysis.stream != nil {
      while analyzer.finishPart() { analysis.handOn(&analyzer) }
      analysis.handOn(&analyzer)
    }
    part.findings = analyzer.finish()
    return part
  }

  /// One of several walks.
  private final class Turn {
    var walk: SourceWalk
    init(_ walk: consuming SourceWalk) { self.walk = walk }
  }

  /// Goes through several sources by time. Rotated files hardly overlap, so a walk keeps its turn until another one's
  /// next frame is earlier.
  private mutating func walk(_ turns: [Turn]) throws(CaptureError) {
    for turn in turns { try turn.walk.advance(&analyzer) }
    while let (turn, until) = Self.earliest(turns) {
      while let time = turn.walk.nextTime, time <= until {
        try turn.walk.takeNext(&analyzer)
        try turn.walk.advance(&analyzer)
      }
    }
  }

  /// The walk whose next frame is the earliest, and the time of the next one among the others; nil at the end.
  private static func earliest(_ turns: [Turn]) -> (turn: Turn, until: Timestamp)? {
    var best: (turn: Turn, time: Timestamp)?
    var until = Timestamp(nanoseconds: .max)
    for turn in turns {
      guard let time = turn.walk.nextTime else { continue }
      guard let previous = best else {
        best = (turn, time)
        continue
      }
      if time < previous.time {
        (best, until) = ((turn, time), min(until, previous.time))
      } else {
        until = min(until, time)
      }
    }
    return best.map { ($0.turn, until) }
  }
}
