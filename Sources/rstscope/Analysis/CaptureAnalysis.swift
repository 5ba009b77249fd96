import Captures
import Host
import Matches
import Wire

/// The road from files to findings: reads captures, decodes frames and feeds an analyzer.
struct CaptureAnalysis {
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

  /// Reads all of `paths` as one timeline.
  ///
  /// - Throws: ``CaptureError`` where a file is no capture at all; damage ends up in the findings.
  func run(_ paths: [String]) throws(CaptureError) -> Findings {
    var walks: [SourceWalk] = []
    for (index, path) in paths.enumerated() { walks.append(try SourceWalk(path: path, source: index, self)) }
    var analyzer = Analyzer(options: keeping)
    while let earliest = Self.earliest(walks), let witness = earliest.next {
      add(witness, to: &analyzer)
      try earliest.advance()
    }
    var findings = analyzer.finish()
    findings.sources = walks.map(\.description)
    findings.warnings += walks.flatMap(\.warnings)
    return findings
  }

  private func add(_ witness: SourceWalk.Witness, to analyzer: inout Analyzer) {
    switch witness {
    case .segment(let segment):
      if isWanted(segment.time, segment.tuple) { analyzer.add(segment) }
    case .icmp(let error):
      if isWanted(error.time, error.quotedTuple) { analyzer.add(error) }
    case .call(let call): analyzer.add(call)
    case .kernelEvent(let event): analyzer.add(event)
    }
  }

  private func isWanted(_ time: Timestamp, _ tuple: FourTuple) -> Bool {
    if let since, time < since { return false }
    if let until, until < time { return false }
    return endpoint?.matches(tuple) ?? true
  }

  /// The walk whose next witness comes first in time, or nil when all are at their end.
  private static func earliest(_ walks: [SourceWalk]) -> SourceWalk? {
    var best: (walk: SourceWalk, time: Timestamp)?
    for walk in walks {
      guard let time = walk.next?.time, best.map({ time < $0.time }) ?? true else { continue }
      best = (walk, time)
    }
    return best?.walk
  }
}
