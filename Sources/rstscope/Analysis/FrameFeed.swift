import CaptureFiles
import Captures
import Flows
import Host
import Matches
import Recordings
import Wire

/// From frames to segments: chooses, decodes, and counts what it met.
struct FrameFeed {
  /// What makes going on useless: a filter that this capture's link type cannot have.
  private(set) var failure: CaptureError?
  /// What a reader of the report must know.
  private(set) var warnings: [String] = []
  private var decoder: FrameDecoder
  private let checksums: FrameDecoder.ChecksumPolicy
  private let filter: CaptureFilter?
  private let endpoint: EndpointPattern?
  /// Whether every frame is wanted as it is.
  private let takesAll: Bool
  /// Segments met.
  private(set) var segments = 0
  /// What the selection left out, and why.
  private var filtered = 0
  private var otherEndpoints = 0
  private var wrongChecksums = 0
  private var unreadableEntries = 0
  /// Packets that whoever captured says were lost, where it says so.
  private(set) var dropped: Int?
  private var skips = [Int](repeating: 0, count: FrameDecoder.Skip.allCases.count)

  /// Takes what `analysis` wants.
  ///
  /// - Throws: ``CaptureError`` for a filter that is none.
  init(_ analysis: CaptureAnalysis) throws(CaptureError) {
    decoder = FrameDecoder(checksums: analysis.checksums)
    checksums = analysis.checksums
    filter = if let expression = analysis.filter { try CaptureFilter(expression) } else { nil }
    endpoint = analysis.endpoint
    takesAll = filter == nil && endpoint == nil && checksums != .all
  }

  /// Takes one frame.
  @inline(__always)
  mutating func take(_ frame: Frame, _ bytes: RawSpan, _ content: inout SegmentBatch.Content) {
    if takesAll, let ordinary = OrdinaryFrame(version4: frame, bytes) {
      take(ordinary, frame, bytes, &content)
    } else {
      takeOther(frame, bytes, &content)
    }
  }

  @inline(__always)
  private mutating func take(
    _ ordinary: OrdinaryFrame, _ frame: Frame, _ bytes: RawSpan, _ content: inout SegmentBatch.Content
  ) {
    segments &+= 1
    content.append(ordinary.tuple, bytes) { ordinary.read(frame, bytes, checksums: checksums, into: &$0) }
  }

  /// Takes a frame of another shape.
  @inline(never)
  private mutating func takeOther(_ frame: Frame, _ bytes: RawSpan, _ content: inout SegmentBatch.Content) {
    guard takesAll else { return takeSlowly(frame, bytes, &content) }
    if let ordinary = OrdinaryFrame(version6: frame, bytes) { return take(ordinary, frame, bytes, &content) }
    guard let ordinary = OrdinaryFrame.find(frame, bytes) else { return takeSlowly(frame, bytes, &content) }
    take(ordinary, frame, bytes, &content)
  }

  /// Takes a frame that is out of the ordinary, or of which something is asked.
  @inline(never)
  private mutating func takeSlowly(_ frame: Frame, _ bytes: RawSpan, _ content: inout SegmentBatch.Content) {
    if let filter, !isWanted(frame, bytes, filter) {
      filtered += 1
      return
    }
    let decoded = decoder.decode(frame, bytes)
    if case .other(let skip) = decoded {
      skips[Int(skip.rawValue)] &+= 1
      if skip == .fragment { takeAbandoned(&content) }
    }
    take(decoded, of: bytes, &content)
    while let further = decoder.nextOfFrame() { take(further, of: bytes, &content) }
  }

  private mutating func take(
    _ decoded: FrameDecoder.Decoded, of bytes: RawSpan, _ content: inout SegmentBatch.Content
  ) {
    switch decoded {
    case .segment(let segment): add(segment, bytes, &content)
    case .icmp(let error): if endpoint?.matches(error.quotedTuple) ?? true { content.append(error) }
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

  private mutating func add(_ segment: Segment, _ bytes: RawSpan?, _ content: inout SegmentBatch.Content) {
    segments &+= 1
    if checksums == .all, segment.envelope.checksum.isFailure { wrongChecksums &+= 1 }
    if let endpoint, !endpoint.matches(segment.tuple) {
      otherEndpoints &+= 1
      return
    }
    content.append(segment.tuple, bytes) { $0 = segment }
  }

  /// First fragments of datagrams whose rest never came.
  private mutating func takeAbandoned(_ content: inout SegmentBatch.Content) {
    while let segment = decoder.nextAbandonedSegment() { add(segment, nil, &content) }
  }

  /// Takes what stands between the frames. `withBytes` shows the bytes at a place that the item names.
  mutating func take(
    _ item: CaptureItem, _ content: inout SegmentBatch.Content, withBytes: (Range<Int>, (RawSpan) -> Void) -> Void
  ) {
    switch item {
    case .journal(let row, let range): withBytes(range) { takeEntry(row, $0, &content) }
    case .statistics(let statistics):
      if let count = statistics.dropped { dropped = (dropped ?? 0) &+ Int(clamping: count) }
    case .frame, .row, .interface: break
    }
  }

  /// Takes a journal entry: an application's call or an event of the kernel, if it is ours.
  private mutating func takeEntry(_ row: FrameID, _ bytes: RawSpan, _ content: inout SegmentBatch.Content) {
    do {
      guard let entry = JournalEntry(exportFormat: bytes) else { return }
      switch try RecordedEntry(entry) {
      case .call(var call):
        call.frame = row
        content.append(.call(call))
      case .kernelEvent(var event):
        event.frame = row
        content.append(.kernelEvent(event))
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
  mutating func finish(_ content: inout SegmentBatch.Content) {
    decoder.giveUpFragments()
    takeAbandoned(&content)
    let rest = unreadableEntries - Self.warningLimit
    if rest > 0 { warnings.append("\(rest) more journal entries could not be read") }
  }

  /// What was left out, by reason.
  var skipped: [String: Int] {
    let unread = zip(FrameDecoder.Skip.allCases, skips).map { ("\($0)", $1) }
    let unwanted = [("filtered", filtered), ("other-endpoint", otherEndpoints), ("wrong-checksum", wrongChecksums)]
    return Dictionary(uniqueKeysWithValues: (unread + unwanted).filter { $0.1 > 0 })
  }
}
