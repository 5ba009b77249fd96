import CaptureFiles
import Flows
import Matches
import Recordings
import Wire

/// One way from a capture's items to findings.
struct ReplayRoad: ~Copyable {
  private var decoder: FrameDecoder
  private var analyzer: Analyzer
  private let kind: Kind
  /// Segments that are yet to be handed on.
  private var gathered: [Segment] = []

  /// How frames are taken.
  enum Kind {
    /// Header by header, every checksum summed, every segment kept for a ladder.
    case thorough
    /// As large captures are: many segments at a time.
    case swift
    /// The same one by one; both must come to the same.
    case plain
    /// As ``thorough``, by a clock that shows anything.
    case wrongClock
  }

  init(_ kind: Kind) {
    self.kind = kind
    var options = Analyzer.Options()
    // A table of few places: a short capture fills it, and making one for each input costs next to nothing.
    options.table.maximumFlows = 64
    options.table.comfortableFlows = 16
    options.table.maximumPendingResets = 32
    if kind == .swift || kind == .plain { options.ladderLimit = 0 }
    decoder = FrameDecoder(checksums: options.ladderLimit == 0 ? .resets : .all)
    analyzer = Analyzer(options: options)
  }

  /// Takes one item, whose bytes are within `capture`.
  mutating func take(_ item: CaptureItem, of capture: RawSpan) {
    switch item {
    case .frame(let frame, let bytes): take(frame, capture.extracting(bytes))
    case .journal(_, let bytes): take(journal: capture.extracting(bytes))
    case .row, .statistics, .interface: break
    }
  }

  private mutating func take(_ frame: Frame, _ bytes: RawSpan) {
    take(decoder.decode(frame, bytes), of: bytes)
    while let further = decoder.nextOfFrame() { take(further, of: bytes) }
    takeAbandoned()
  }

  private mutating func take(_ decoded: FrameDecoder.Decoded, of bytes: RawSpan) {
    switch decoded {
    case .segment(let segment):
      if segment.isTalkingReset { analyzer.keepPayload(of: segment, in: bytes) }
      add(segment)
    case .icmp(let error):
      handOn()
      analyzer.add(error)
    case .other: break
    }
  }

  private mutating func takeAbandoned() {
    while let segment = decoder.nextAbandonedSegment() { add(segment) }
  }

  private mutating func add(_ segment: Segment) {
    var segment = segment
    if kind == .wrongClock { segment.time = Timestamp(nanoseconds: segment.time.nanoseconds.byteSwapped) }
    guard kind == .swift else { return analyzer.add(segment) }
    gathered.append(segment)
    if gathered.count == 50 { handOn() }
  }

  private mutating func handOn() {
    let segments = gathered
    gathered = []
    analyzer.add(segments.span)
  }

  private mutating func take(journal bytes: RawSpan) {
    guard let entry = JournalEntry(exportFormat: bytes) else { return }
    switch try? RecordedEntry(entry) {
    case .call(let call): analyzer.add(call)
    case .kernelEvent(let event): analyzer.add(event)
    case .foreign, nil: break
    }
  }

  /// The end of the capture: what came of it.
  mutating func finish() -> Findings {
    decoder.giveUpFragments()
    takeAbandoned()
    handOn()
    return analyzer.finish()
  }
}
