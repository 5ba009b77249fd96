import CaptureFiles
import Captures
import Matches
import Wire

/// A walk through one capture, feeding an analyzer with this worker's share.
///
/// A struct that cannot be copied, so that the loop over millions of frames pays for no reference and no check of access.
struct SourceWalk: ~Copyable {
  private var reader: CaptureReader
  private var feed: FrameFeed
  private let analysis: CaptureAnalysis
  private let path: String
  private var next: (frame: Frame, bytes: Range<Int>)?
  private var isAtEnd = false
  private var stop: Findings.Source.Stop?
  private var reportedBytes = 0
  private var isInterrupted = false

  /// Opens one capture.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis, _ shard: Shard) throws(CaptureError) {
    let feed = try FrameFeed(analysis, shard)
    reader = try CaptureReader(path: path, source: number)
    self.feed = feed
    self.analysis = analysis
    self.path = path
  }

  /// When the next frame was captured; nil at the end.
  var nextTime: Timestamp? { next?.frame.time }

  /// When the last wanted frame was captured.
  var lastTime: Timestamp? { feed.lastTime }

  /// What a reader of the report must know of this source.
  var warnings: [String] { feed.warnings }

  /// Walks to the end.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture; damage ends the walk instead.
  mutating func walk(_ analyzer: inout Analyzer) throws(CaptureError) {
    do throws(CaptureError) {
      while !isInterrupted, !isAtEnd {
        switch try Self.takeFrames(&reader, &feed, &analyzer) {
        case .item(let item): Self.takeOther(item, reader, &feed, &analyzer)
        case .buffer: report(&analyzer)
        case .end: isAtEnd = true
        }
        if let failure = feed.failure { throw failure }
      }
    } catch { try end(error) }
    finish(&analyzer)
  }

  /// Takes frames until something else comes, or a buffer is at its end.
  private static func takeFrames(
    _ reader: inout CaptureReader, _ feed: inout FrameFeed, _ analyzer: inout Analyzer
  ) throws(CaptureError) -> CaptureReader.Pause {
    try reader.readFrames { frame, bytes in feed.take(frame, bytes, &analyzer) }
  }

  /// Goes on to the next frame; what stands between is taken at once.
  mutating func advance(_ analyzer: inout Analyzer) throws(CaptureError) {
    next = nil
    guard !isAtEnd, !isInterrupted else { return }
    do {
      while let item = try reader.next() {
        if case .frame(let frame, let bytes) = item {
          next = (frame, bytes)
          return
        }
        Self.takeOther(item, reader, &feed, &analyzer)
      }
    } catch { try end(error) }
    finish(&analyzer)
  }

  /// Feeds the frame that ``advance(_:)`` found.
  mutating func takeNext(_ analyzer: inout Analyzer) throws(CaptureError) {
    guard let next else { return }
    reader.withBytes(next.bytes) { feed.take(next.frame, $0, &analyzer) }
    if let failure = feed.failure { throw failure }
    if reader.bytesRead != reportedBytes { report(&analyzer) }
  }

  private static func takeOther(
    _ item: CaptureItem, _ reader: borrowing CaptureReader, _ feed: inout FrameFeed, _ analyzer: inout Analyzer
  ) {
    switch item {
    case .journal(let row, let bytes): reader.withBytes(bytes) { feed.takeEntry(row, $0, &analyzer) }
    case .statistics(let statistics): feed.take(statistics)
    case .frame, .row, .interface: break
    }
  }

  private mutating func end(_ error: CaptureError) throws(CaptureError) {
    guard error.isDamage else { throw error }
    stop = .init(offset: error.offset ?? 0, reason: error.reason)
    feed.warnings.append("\(error)")
  }

  private mutating func finish(_ analyzer: inout Analyzer) {
    isAtEnd = true
    feed.finish(&analyzer)
    report(&analyzer)
  }

  /// Says how far it is, and hands on what became final where somebody takes it.
  private mutating func report(_ analyzer: inout Analyzer) {
    if analysis.progress.isStopped, !isAtEnd { interrupt() }
    if feed.shard.index == 0 { analysis.progress.add(reader.bytesRead - reportedBytes) }
    reportedBytes = reader.bytesRead
    guard let stream = analysis.stream else { return }
    let (matches, flows) = (analyzer.drainMatches(), analyzer.drainFlows())
    if !matches.isEmpty || !flows.isEmpty { stream(matches, flows) }
  }

  /// Somebody wants the report so far.
  private mutating func interrupt() {
    guard !isInterrupted else { return }
    isInterrupted = true
    stop = .init(offset: reader.bytesParsed, reason: "interrupted")
    feed.warnings.append("\(path): interrupted; the report covers what was read before")
  }

  /// What the source was, complete after the walk; counts of segments and skipped frames are this worker's share.
  var description: Findings.Source {
    var source = Findings.Source(kind: .capture, path: path == "-" ? nil : path, format: "")
    source.format = [reader.format.map { "\($0)" }, reader.compression?.rawValue].compactMap(\.self).joined(
      separator: "+")
    source.bytes = reader.bytesRead
    source.linkTypes = reader.interfaces.map(\.linkType).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    source.snapLength = reader.interfaces.map { Int($0.snapLength) }.max()
    source.stoppedAt = stop
    feed.describe(&source)
    return source
  }
}
