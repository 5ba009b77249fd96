import Captures
import Flows
import Matches
import Wire

/// One worker's pass over all sources of an analysis.
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

  /// Reads all of `paths` as one timeline.
  consuming func run(_ paths: [String]) throws(CaptureError) -> Findings {
    let walked = try paths.count == 1 ? walkOne(paths[0]) : walkMerged(paths)
    if let end = walked.lastTime { analyzer.advance(to: end) }
    if let stream = analysis.stream {
      while analyzer.finishPart() { stream(analyzer.drainMatches(), analyzer.drainFlows()) }
      stream(analyzer.drainMatches(), analyzer.drainFlows())
    }
    var findings = analyzer.finish()
    findings.sources = walked.sources
    // Of several sources nobody says how many flows each began; of one source all of them.
    if findings.sources.count == 1 { findings.sources[0].flows = findings.flowCount }
    findings.warnings += walked.warnings
    return findings
  }

  /// What the walks leave behind.
  private struct Walked {
    var sources: [Findings.Source] = []
    var warnings: [String] = []
    var lastTime: Timestamp?

    mutating func add(_ walk: borrowing SourceWalk) {
      sources.append(walk.description)
      warnings += walk.warnings
      if let time = walk.lastTime { lastTime = max(lastTime ?? time, time) }
    }
  }

  private mutating func walkOne(_ path: String) throws(CaptureError) -> Walked {
    var walk = try SourceWalk(path: path, source: 0, analysis, shard)
    try walk.walk(&analyzer)
    var walked = Walked()
    walked.add(walk)
    return walked
  }

  /// One of several walks.
  private final class Turn {
    var walk: SourceWalk
    init(_ walk: consuming SourceWalk) { self.walk = walk }
  }

  /// Goes through several sources by time. Rotated files hardly overlap, so a walk keeps its turn until another one's
  /// next frame is earlier.
  private mutating func walkMerged(_ paths: [String]) throws(CaptureError) -> Walked {
    var turns: [Turn] = []
    for (index, path) in paths.enumerated() {
      turns.append(Turn(try SourceWalk(path: path, source: index, analysis, shard)))
    }
    for turn in turns { try turn.walk.advance(&analyzer) }
    while let (turn, until) = Self.earliest(turns) {
      while let time = turn.walk.nextTime, time <= until {
        try turn.walk.takeNext(&analyzer)
        try turn.walk.advance(&analyzer)
      }
    }
    var walked = Walked()
    for turn in turns { walked.add(turn.walk) }
    return walked
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
