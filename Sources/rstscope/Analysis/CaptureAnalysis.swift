import Captures
import Dispatch
import Flows
import Matches
import Synchronization
import Wire

/// The road from files to findings: reads captures, decodes frames and feeds analyzers.
///
/// Large plain files are read by two workers at once. Each walks the whole file and follows only its share of the flows,
/// chosen by a hash of their endpoints; nothing passes between them until the end.
struct CaptureAnalysis: Sendable {
  /// What the analyzer keeps.
  var keeping = Analyzer.Options()
  /// Whose checksums are summed; wrong ones are dropped under `all`.
  var checksums = FrameDecoder.ChecksumPolicy.resets
  /// Only packets that match this filter of libpcap.
  var filter: String?
  /// Nothing before this moment.
  var since: Timestamp?
  /// Nothing after this moment.
  var until: Timestamp?
  /// Only connections with this end.
  var endpoint: EndpointPattern?
  /// How many workers share the work; nil lets the files' size decide.
  var workers: Int?
  /// Counts bytes as they are read.
  var progress = AnalysisProgress()
  /// Takes matches and flows as they become final instead of the findings; called by one worker at a time.
  var stream: (@Sendable (_ matches: [Match], _ flows: [Flow]) -> Void)?

  /// Reads all of `paths` as one timeline.
  ///
  /// - Throws: ``CaptureError`` where a file is no capture at all; damage ends up in the findings.
  func run(_ paths: [String]) throws(CaptureError) -> Findings {
    let sizing = WorkSizing(paths)
    progress.start(total: sizing.bytes)
    let count = workers ?? sizing.workers
    guard count > 1 else { return try ShardAnalysis(self, Shard(index: 0, count: 1)).run(paths) }
    let analysis = divided(among: count)
    let results = Mutex<[Int: Result<Findings, CaptureError>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      let result = Result { () throws(CaptureError) in
        try ShardAnalysis(analysis, Shard(index: worker, count: count)).run(paths)
      }
      results.withLock { $0[worker] = result }
    }
    return try Self.merge(results.withLock { $0 }, count)
  }

  /// A worker's part: its share of what may be kept, and a stream that lets one worker in at a time.
  private func divided(among count: Int) -> CaptureAnalysis {
    var copy = self
    copy.keeping.divide(among: count)
    guard let stream else { return copy }
    let gate = Gate()
    copy.stream = { matches, flows in gate.enter { stream(matches, flows) } }
    return copy
  }

  private final class Gate: Sendable {
    private let mutex = Mutex(())
    func enter(_ body: () -> Void) { mutex.withLock { _ in body() } }
  }

  private static func merge(
    _ results: [Int: Result<Findings, CaptureError>], _ count: Int
  ) throws(CaptureError) -> Findings {
    var merged = Findings()
    for worker in 0..<count {
      guard let findings = try results[worker]?.get() else { continue }
      if worker == 0 {
        merged = findings
      } else {
        merged.merge(findings)
        merged.addCounts(of: findings)
      }
    }
    merged.joinWitnesses()
    return merged
  }
}

extension Findings {
  /// Adds what another worker counted in its share of the same sources.
  fileprivate mutating func addCounts(of other: Findings) {
    for (index, source) in other.sources.enumerated() where index < sources.count {
      sources[index].segments += source.segments
      sources[index].flows += source.flows
      sources[index].skipped.merge(source.skipped, uniquingKeysWith: +)
    }
  }
}
