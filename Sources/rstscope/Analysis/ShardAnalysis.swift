import Captures
import Flows
import Matches
import Wire

/// One worker's pass over all sources of an analysis.
struct ShardAnalysis {
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

  /// Reads all of `paths` as one timeline.
  consuming func run(_ paths: [String]) throws(CaptureError) -> Findings {
    var walks: [SourceWalk] = []
    for (index, path) in paths.enumerated() {
      walks.append(try SourceWalk(path: path, source: index, analysis, shard))
    }
    if walks.count == 1 {
      try walks[0].walk(&analyzer)
    } else {
      try walkMerged(walks)
    }
    if let end = walks.compactMap(\.lastTime).max() { analyzer.advance(to: end) }
    var findings = analyzer.finish()
    if let stream = analysis.stream {
      stream(findings.matches, findings.flows)
      (findings.matches, findings.flows) = ([], [])
    }
    findings.sources = walks.map(\.description)
    findings.warnings += walks.flatMap(\.warnings)
    return findings
  }

  /// Goes through several sources by time. Rotated files hardly overlap, so a walk keeps its turn until another one's
  /// next frame is earlier.
  private mutating func walkMerged(_ walks: [SourceWalk]) throws(CaptureError) {
    for walk in walks { try walk.advance(&analyzer) }
    while let turn = Self.earliest(walks) {
      while let time = turn.walk.nextTime, time <= turn.until {
        try turn.walk.takeNext(&analyzer)
        try turn.walk.advance(&analyzer)
      }
    }
  }

  /// The walk whose next frame is the earliest, and the time of the next one among the others; nil at the end.
  private static func earliest(_ walks: [SourceWalk]) -> (walk: SourceWalk, until: Timestamp)? {
    var best: (walk: SourceWalk, time: Timestamp)?
    var until = Timestamp(nanoseconds: .max)
    for walk in walks {
      guard let time = walk.nextTime else { continue }
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
}
