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
  /// When the last wanted frame was captured.
  var lastTime: Timestamp? { latest == .min ? nil : Timestamp(nanoseconds: latest) }
  /// What makes going on useless: a filter that this capture's link type cannot have.
  private(set) var failure: CaptureError?
  /// What a reader of the report must know.
  var warnings: [String] = []
  private var decoder: FrameDecoder
  private let filter: CaptureFilter?
  private let since: Int64
  private let until: Int64
  private let endpoint: EndpointPattern?
  private let judgesChecksums: Bool
  /// Whether every frame is wanted as it is.
  private let takesAll: Bool
  private var latest = Int64.min
  private var packets = 0
  private var segments = 0
  /// What the selection left out, and why.
  private var filtered = 0
  private var outOfRange = 0
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
    since = analysis.since?.nanoseconds ?? .min
    until = analysis.until?.nanoseconds ?? .max
    endpoint = analysis.endpoint
    judgesChecksums = analysis.checksums == .all
    takesAll = filter == nil && analysis.since == nil && analysis.until == nil && endpoint == nil && !judgesChecksums
  }

  /// Takes one frame.
  @inline(__always)
  mutating func take(_ frame: Frame, _ bytes: RawSpan, _ analyzer: inout Analyzer) {
    packets &+= 1
    let time = frame.time.nanoseconds
    guard takesAll || (time >= since && time <= until) else {
      if shard.index == 0 { outOfRange &+= 1 }
      return
    }
    if latest < time { latest = time }
    let glance = shard.glance(frame, bytes)
    guard glance != .foreign else { return }
    if takesAll, glance == .own, analyzer.addOrdinary(frame, bytes, &decoder) {
      segments &+= 1
    } else {
      takeSlowly(frame, bytes, glance, &analyzer)
    }
  }

  /// Takes a frame that is out of the ordinary, or of which something is asked.
  @inline(never)
  private mutating func takeSlowly(
    _ frame: Frame, _ bytes: RawSpan, _ glance: Shard.Glance, _ analyzer: inout Analyzer
  ) {
    // A frame that every worker looks at is counted by the first.
    let counts = glance == .own || shard.index == 0
    if let filter, !isWanted(frame, bytes, filter) {
      if counts { filtered += 1 }
      return
    }
    let decoded = decoder.decode(frame, bytes)
    if case .other(let skip) = decoded {
      if counts { skips[Int(skip.rawValue)] &+= 1 }
      if skip == .fragment { takeAbandoned(&analyzer) }
    }
    take(decoded, of: bytes, isOwn: glance == .own, &analyzer)
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

  /// Takes a journal entry: an application's call or an event of the kernel, if it is ours. The first worker takes all.
  mutating func takeEntry(_ row: FrameID, _ bytes: RawSpan, _ analyzer: inout Analyzer) {
    guard shard.index == 0 else { return }
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

  /// Takes an interface's counts.
  mutating func take(_ statistics: InterfaceStatistics) {
    if let count = statistics.dropped { dropped = (dropped ?? 0) &+ Int(clamping: count) }
  }

  /// The source is at its end.
  mutating func finish(_ analyzer: inout Analyzer) {
    decoder.giveUpFragments()
    takeAbandoned(&analyzer)
    let rest = unreadableEntries - Self.warningLimit
    if rest > 0 { warnings.append("\(rest) more journal entries could not be read") }
  }

  /// Fills in what was counted.
  func describe(_ source: inout Findings.Source) {
    source.packets = packets
    source.segments = segments
    source.dropped = dropped
    for (skip, count) in zip(FrameDecoder.Skip.allCases, skips) where count > 0 { source.skipped["\(skip)"] = count }
    for (reason, count) in [
      ("filtered", filtered), ("out-of-range", outOfRange), ("other-endpoint", otherEndpoints),
      ("wrong-checksum", wrongChecksums),
    ] where count > 0 {
      source.skipped[reason] = count
    }
  }
}
