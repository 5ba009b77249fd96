import CLinux
import Captures
import Flows
import Matches
import Synchronization
import Wire

/// The road from files to findings: reads captures, decodes frames and feeds analyzers.
///
/// Large files are worked on by several workers at once. Each follows only its share of the flows, chosen by a hash of their
/// endpoints; they share the reading.
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
    let crew = Crew(atMost: sizing.workers)
    let count = crew.count
    if count > 1 { clinux_keep_freed_memory() }
    if paths.count > 1 { Descriptor.raiseLimit() }
    let reading = try SharedReading(paths, self, workers: count)
    let analysis = divided(among: count)
    let results = Mutex(Results(count))
    // At the end of the process the kernel would take it back as slowly, while everybody waits.
    crew.run(tidying: { clinux_return_freed_memory() }) { worker in
      do throws(CaptureError) {
        let part = try ShardAnalysis(analysis, worker: worker).run(reading)
        results.withLock { $0.parts[worker] = part }
      } catch {
        results.withLock { $0.failure = $0.failure ?? error }
      }
    }
    var findings = try Self.merge(results.withLock { results in exchange(&results, with: Results(0)) })
    findings.describe(reading.outcomes)
    return findings
  }

  /// Hands on what became final, where somebody takes it.
  func handOn(_ analyzer: inout Analyzer) {
    guard let stream else { return }
    let (matches, flows) = (analyzer.drainMatches(), analyzer.drainFlows())
    if !matches.isEmpty || !flows.isEmpty { stream(matches, flows) }
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

  /// What the workers came to.
  private struct Results: Sendable {
    var parts: [Findings?]
    var failure: CaptureError?

    init(_ count: Int) { parts = [Findings?](repeating: nil, count: count) }
  }

  private static func merge(_ results: consuming Results) throws(CaptureError) -> Findings {
    if let failure = results.failure { throw failure }
    // Taken out, for what is kept elsewhere would be copied at the first change.
    var merged = results.parts[0].take() ?? Findings()
    for worker in results.parts.indices.dropFirst() {
      if let part = results.parts[worker].take() { merged.merge(part) }
    }
    if results.parts.count > 1 { merged.joinWitnesses() }
    return merged
  }
}

extension Findings {
  /// Adds where they come from.
  fileprivate mutating func describe(_ walks: [WalkOutcome]) {
    sources = walks.map(\.source)
    // Of several sources nobody says how many flows each began; of one source all of them.
    if sources.count == 1 { sources[0].flows = flowCount }
    warnings += walks.flatMap(\.warnings)
  }
}
