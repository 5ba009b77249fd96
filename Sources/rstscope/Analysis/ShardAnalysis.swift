import Captures
import Glibc
import Matches
import Wire

/// One worker's pass over what is read, following its share of the flows.
struct ShardAnalysis: ~Copyable {
  private let analysis: CaptureAnalysis
  private let worker: Int
  private var analyzer: Analyzer

  init(_ analysis: CaptureAnalysis, worker: Int) {
    self.analysis = analysis
    self.worker = worker
    var keeping = analysis.keeping
    keeping.dropsWrongChecksums = analysis.checksums == .all
    analyzer = Analyzer(options: keeping)
  }

  /// Follows its share to the end.
  ///
  /// - Throws: as ``SharedReading/forEachBatch(_:)``.
  consuming func run(_ reading: SharedReading) throws(CaptureError) -> Findings {
    try reading.forEachBatch { content in
      content.forward(worker, to: &analyzer)
      unsafe analyzer.showGrownMemory { unsafe Self.askForLargePages($0) }
      analysis.handOn(&analyzer)
    }
    if let end = reading.outcomes.compactMap(\.lastTime).max() { analyzer.advance(to: end) }
    if analysis.stream != nil {
      while analyzer.finishPart() { analysis.handOn(&analyzer) }
      analysis.handOn(&analyzer)
    }
    return analyzer.finish()
  }

  /// Asks for large pages (`man 2 madvise`); a system that has none goes on with small ones.
  private static func askForLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress else { return }
    let start = unsafe base.alignedUp(toMultipleOf: Int(getpagesize()))
    unsafe madvise(start, memory.count - (start - base), MADV_HUGEPAGE)
  }
}
