import CaptureFiles
import Captures
import Flows
import Host
import Matches
import Recordings
import Wire

/// From frames to an analyzer: chooses, decodes, and counts what it met.
struct FrameFeed {
  /// This worker's share.
  let shard: Shard
  /// What makes going on useless: a filter that this capture's link type cannot have.
  private(set) var failure: CaptureError?
  /// What a reader of the report must know.
  private var warnings: [String] = []
  private var decoder: FrameDecoder
  private let filter: CaptureFilter?
  private let endpoint: EndpointPattern?
  private let judgesChecksums: Bool
  /// Whether every frame is wanted as it is.
  private let takesAll: Bool
  private var segments = 0
  /// What the selection left out, and why.
  private var filtered = 0
  private var otherEndpoints = 0
  private var wrongChecksums = 0
  private var unreadableEntries = 0
  private var dropped: Int?
  private var skips = [Int](repeating: 0, count: FrameDecoder.Skip.allCases.count)

  /// Feeds what `analysis` wants of the flows of `shard`.
  init(_ analysis: CaptureAnalysis, _ shard: Shard) throws(CaptureError) {
    self.shard = shard
    decoder = FrameDecoder(checksums: analysis.checksums)
    filter = if let expression = analysis.filter { try CaptureFilter(expression) } else { nil }
    endpoint = analysis.endpoint
    judgesChecksums = analysis.checksums == .all
    takesAll = filter == nil && endpoint == nil && !judgesChecksums
  }

  /// Takes one frame of this worker's share (`isOwn`), or one of which every worker must find out whose it is.
  @inline(__always)
  mutating func take(_ frame: Frame, _ bytes: RawSpan, isOwn: Bool, _ analyzer: inout Analyzer) {
    if takesAll, isOwn, analyzer.addOrdinary(frame, bytes, &decoder) {
      segments &+= 1
    } else {
      takeSlowly(frame, bytes, isOwn: isOwn, &analyzer)
    }
  }

  /// Takes a frame that is out of the ordinary, or of which something is asked.
  @inline(never)
  private mutating func takeSlowly(_ frame: Frame, _ bytes: RawSpan, isOwn: Bool, _ analyzer: inout Analyzer) {
    // A frame that every worker looks at is counted by the first.
    let counts = isOwn || shard.index == 0
    if let filter, !isWanted(frame, bytes, filter) {
      if counts { filtered += 1 }
      return
    }
    let decoded = decoder.decode(frame, bytes)
    if case .other(let skip) = decoded {
      if counts { skips[Int(skip.rawValue)] &+= 1 }
      if skip == .fragment { takeAbandoned(&analyzer) }
    }
    take(decoded, of: bytes, isOwn: isOwn, &analyzer)
    while let further = decoder.nextOfFrame() { take(further, of: bytes, isOwn: false, &analyzer) }
  }

  private mutating func take(
    _ decoded: FrameDecoder.Decoded, of bytes: RawSpan, isOwn: Bool, _ analyzer: inout Analyzer
  ) {
    switch decoded {
    case .segment(let segment):
      if segment.isTalkingReset { analyzer.keepPayload(of: segment, in: bytes) }
      add(segment, isOwn: isOwn, &analyzer)
    case .icmp(let error): add(error, &analyzer)
    case .other: break
    }
  }

  private mutating func isWanted(_ frame: Frame, _ bytes: RawSpan, _ filter: CaptureFilter) -> Bool {
    guard failure == nil else { return false }
    do { return try filter.matches(frame, bytes) } catch {
      failure = error
      return false
    }
  }

  private mutating func add(_ segment: Segment, isOwn: Bool, _ analyzer: inout Analyzer) {
    guard isOwn || shard.owns(segment.tuple) else { return }
    segments &+= 1
    if judgesChecksums, segment.envelope.checksum.isFailure { wrongChecksums &+= 1 }
    if let endpoint, !endpoint.matches(segment.tuple) {
      otherEndpoints &+= 1
      return
    }
    analyzer.add(segment)
  }

  private func add(_ error: ICMPError, _ analyzer: inout Analyzer) {
    guard shard.owns(error.quotedTuple), endpoint?.matches(error.quotedTuple) ?? true else { return }
    analyzer.add(error)
  }

  /// First fragments of datagrams whose rest never came.
  private mutating func takeAbandoned(_ analyzer: inout Analyzer) {
    while let segment = decoder.nextAbandonedSegment() { add(segment, isOwn: false, &analyzer) }
  }

  /// Takes what stands between the frames; the first worker takes all of it. `withBytes` shows the bytes at a place that
  /// the item names.
  mutating func take(
    _ item: CaptureItem, _ analyzer: inout Analyzer, withBytes: (Range<Int>, (RawSpan) -> Void) -> Void
  ) {
    guard shard.index == 0 else { return }
    switch item {
    case .journal(let row, let range): withBytes(range) { takeEntry(row, $0, &analyzer) }
    case .statistics(let statistics):
      if let count = statistics.dropped { dropped = (dropped ?? 0) &+ Int(clamping: count) }
    case .frame, .row, .interface: break
    }
  }

  /// Takes a journal entry: an application's call or an event of the kernel, if it is ours.
  private mutating func takeEntry(_ row: FrameID, _ bytes: RawSpan, _ analyzer: inout Analyzer) {
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
      unreadableEntries += 1
      if unreadableEntries <= Self.warningLimit { warnings.append("frame \(row): \(error)") }
    }
  }

  /// So many entries that cannot be read are named one by one.
  private static let warningLimit = 16

  /// The source is at its end.
  mutating func finish(_ analyzer: inout Analyzer) {
    decoder.giveUpFragments()
    takeAbandoned(&analyzer)
    let rest = unreadableEntries - Self.warningLimit
    if rest > 0 { warnings.append("\(rest) more journal entries could not be read") }
  }

  /// What one worker counted in its share of a source.
  struct Counts {
    var segments = 0
    var dropped: Int?
    var skipped: [String: Int] = [:]
    var warnings: [String] = []

    /// Adds what another worker counted.
    mutating func add(_ other: Counts) {
      segments += other.segments
      if let count = other.dropped { dropped = (dropped ?? 0) + count }
      skipped.merge(other.skipped, uniquingKeysWith: +)
      for warning in other.warnings where !warnings.contains(warning) { warnings.append(warning) }
    }
  }

  /// What was counted.
  var counts: Counts {
    var counts = Counts(segments: segments, dropped: dropped, warnings: warnings)
    for (skip, count) in zip(FrameDecoder.Skip.allCases, skips) where count > 0 { counts.skipped["\(skip)"] = count }
    for (reason, count) in [
      ("filtered", filtered), ("other-endpoint", otherEndpoints), ("wrong-checksum", wrongChecksums),
    ] where count > 0 {
      counts.skipped[reason] = count
    }
    return counts
  }
}
