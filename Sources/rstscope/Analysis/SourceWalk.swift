import CaptureFiles
import Captures
import Host
import Matches
import Recordings
import Wire

/// A walk through one capture, feeding an analyzer with this worker's share, with a count of all it met.
final class SourceWalk {
  private(set) var warnings: [String] = []
  /// When the last wanted frame was captured.
  private(set) var lastTime: Timestamp?
  private var reader: CaptureReader
  private var decoder: FrameDecoder
  private let filter: CaptureFilter?
  private let analysis: CaptureAnalysis
  private let shard: Shard
  private let path: String
  private var next: (frame: Frame, bytes: Range<Int>)?
  private var isAtEnd = false
  private var packets = 0
  private var segments = 0
  private var dropped: Int?
  private var stop: Findings.Source.Stop?
  private var filtered = 0
  private var wrongChecksums = 0
  private var skips = [Int](repeating: 0, count: FrameDecoder.Skip.allCases.count)
  private var untilReport = SourceWalk.reportInterval
  private var reportedBytes = 0

  /// Frames between two reports of progress and two looks at what can be streamed.
  private static let reportInterval = 8192

  /// Opens one capture.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis, _ shard: Shard) throws(CaptureError) {
    reader = try CaptureReader(path: path, source: number)
    decoder = FrameDecoder(checksums: analysis.checksums)
    filter = if let expression = analysis.filter { try CaptureFilter(expression) } else { nil }
    self.analysis = analysis
    self.shard = shard
    self.path = path
  }

  /// When the next frame was captured; nil at the end.
  var nextTime: Timestamp? { next?.frame.time }

  /// Walks to the end.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture; damage ends the walk instead.
  func walk(_ analyzer: inout Analyzer) throws(CaptureError) {
    do {
      while let item = try reader.next() {
        if case .frame(let frame, let bytes) = item {
          try take(frame, bytes, &analyzer)
        } else {
          takeOther(item, &analyzer)
        }
      }
    } catch { try end(error) }
    finish(&analyzer)
  }

  /// Goes on to the next frame; what stands between is taken at once.
  func advance(_ analyzer: inout Analyzer) throws(CaptureError) {
    next = nil
    guard !isAtEnd else { return }
    do {
      while let item = try reader.next() {
        if case .frame(let frame, let bytes) = item {
          next = (frame, bytes)
          return
        }
        takeOther(item, &analyzer)
      }
    } catch { try end(error) }
    finish(&analyzer)
  }

  /// Feeds the frame that ``advance(_:)`` found.
  func takeNext(_ analyzer: inout Analyzer) throws(CaptureError) {
    guard let next else { return }
    try take(next.frame, next.bytes, &analyzer)
  }

  @inline(__always)
  private func take(_ frame: Frame, _ bytes: Range<Int>, _ analyzer: inout Analyzer) throws(CaptureError) {
    packets &+= 1
    untilReport &-= 1
    if untilReport == 0 { report(&analyzer) }
    if let since = analysis.since, frame.time < since { return }
    if let until = analysis.until, until < frame.time { return }
    if lastTime.map({ $0 < frame.time }) ?? true { lastTime = frame.time }
    try reader.withBytes(bytes) { (bytes) throws(CaptureError) in
      let glance = shard.glance(frame, bytes)
      guard glance != .foreign else { return }
      // A frame that every worker looks at is counted by the first.
      let counts = glance == .own || shard.index == 0
      if let filter, try !filter.matches(frame, bytes) {
        if counts { filtered += 1 }
        return
      }
      decode(frame, bytes, counts, &analyzer)
    }
  }

  @inline(__always)
  private func decode(_ frame: Frame, _ bytes: RawSpan, _ counts: Bool, _ analyzer: inout Analyzer) {
    switch decoder.decode(frame, bytes) {
    case .segment(let segment): add(segment, &analyzer)
    case .icmp(let error):
      guard shard.owns(error.quotedTuple), analysis.endpoint?.matches(error.quotedTuple) ?? true else { return }
      analyzer.add(error)
    case .other(let skip):
      if counts { skips[Int(skip.rawValue)] &+= 1 }
      if skip == .fragment { takeAbandoned(&analyzer) }
    }
  }

  @inline(__always)
  private func add(_ segment: Segment, _ analyzer: inout Analyzer) {
    guard shard.owns(segment.tuple) else { return }
    segments &+= 1
    if segment.envelope.checksum == .wrong { wrongChecksums &+= 1 }
    if let endpoint = analysis.endpoint, !endpoint.matches(segment.tuple) { return }
    analyzer.add(segment)
  }

  /// First fragments of datagrams whose rest never came.
  private func takeAbandoned(_ analyzer: inout Analyzer) {
    while let segment = decoder.nextAbandonedSegment() { add(segment, &analyzer) }
  }

  private func takeOther(_ item: CaptureItem, _ analyzer: inout Analyzer) {
    switch item {
    case .journal(let row, let bytes):
      if shard.index == 0 { reader.withBytes(bytes) { takeEntry(row, $0, &analyzer) } }
    case .statistics(let statistics):
      if let count = statistics.dropped { dropped = (dropped ?? 0) &+ Int(clamping: count) }
    case .frame, .row, .interface: break
    }
  }

  private func takeEntry(_ row: FrameID, _ bytes: RawSpan, _ analyzer: inout Analyzer) {
    do {
      guard let entry = JournalEntry(exportFormat: bytes) else { return }
      switch try RecordedEntry(entry) {
      case .call(var call):
        call.frame = row
        analyzer.add(call)
      case .kernelEvent(var event):
        event.frame = row
        analyzer.add(event)
      case .foreign: break
      }
    } catch {
      warnings.append("frame \(row): \(error)")
    }
  }

  private func end(_ error: CaptureError) throws(CaptureError) {
    guard error.isDamage else { throw error }
    stop = .init(offset: error.offset ?? 0, reason: error.reason)
    warnings.append("\(error)")
  }

  private func finish(_ analyzer: inout Analyzer) {
    isAtEnd = true
    decoder.giveUpFragments()
    takeAbandoned(&analyzer)
    report(&analyzer)
  }

  /// Says how far it is, and hands on what became final where somebody takes it.
  private func report(_ analyzer: inout Analyzer) {
    untilReport = Self.reportInterval
    if shard.index == 0 {
      analysis.progress.add(reader.bytesRead - reportedBytes)
      reportedBytes = reader.bytesRead
    }
    guard let stream = analysis.stream else { return }
    let (matches, flows) = (analyzer.drainMatches(), analyzer.drainFlows())
    if !matches.isEmpty || !flows.isEmpty { stream(matches, flows) }
  }

  /// What the source was, complete after the walk; counts of segments and skipped frames are this worker's share.
  var description: Findings.Source {
    var source = Findings.Source(kind: .capture, path: path == "-" ? nil : path, format: "")
    source.format = [reader.format.map { "\($0)" }, reader.compression?.rawValue].compactMap(\.self).joined(
      separator: "+")
    source.bytes = reader.bytesRead
    source.linkTypes = reader.interfaces.map(\.linkType).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    source.snapLength = reader.interfaces.map { Int($0.snapLength) }.max()
    source.packets = packets
    source.segments = segments
    source.dropped = dropped
    source.stoppedAt = stop
    for (skip, count) in zip(FrameDecoder.Skip.allCases, skips) where count > 0 { source.skipped["\(skip)"] = count }
    if filtered > 0 { source.skipped["filtered"] = filtered }
    if wrongChecksums > 0, analysis.checksums == .all { source.skipped["wrong checksum"] = wrongChecksums }
    return source
  }
}
