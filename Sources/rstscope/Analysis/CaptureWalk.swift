import CaptureFiles
import Captures
import Matches
import Wire

/// A walk through one capture, from its bytes to decoded segments.
struct CaptureWalk: ~Copyable {
  private var reader: CaptureReader
  private var feed: FrameFeed
  private var state: WalkState
  private let progress: AnalysisProgress
  /// A frame that is for later.
  private var postponed: (frame: Frame, bytes: Range<Int>)?
  private(set) var isAtEnd = false

  /// Opens source number `number` (from 0) of an analysis.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis) throws(CaptureError) {
    let feed = try FrameFeed(analysis)
    reader = try CaptureReader(path: path, source: number, stop: analysis.progress.stopEvent)
    self.feed = feed
    progress = analysis.progress
    state = WalkState(path: path, Intake(analysis))
  }

  /// When the next wanted frame was captured, if it is known already: where ``read(until:into:)`` ended at it.
  var nextTime: Timestamp? { postponed?.frame.time }

  /// Reads what lies in one buffer, up to the first wanted frame that was captured after `limit`.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture, or cannot be filtered; damage ends the walk.
  mutating func read(
    until limit: Timestamp, into content: inout SegmentBatch.Content
  ) throws(CaptureError) {
    guard takePostponed(limit, &content), !isAtEnd else { return }
    do throws(CaptureError) {
      reading: while true {
        switch try Self.readFrames(&reader, until: limit, &state.intake, &feed, into: &content) {
        case .item(.frame(let frame, let bytes)):
          postponed = (frame, bytes)
          break reading
        case .item(let item): take(item, &content)
        case .buffer: break reading
        case .end: isAtEnd = true; break reading
        }
      }
    } catch {
      try end(error)
    }
    if let failure = feed.failure { throw failure }
    report(&content)
  }

  private static func readFrames(
    _ reader: inout CaptureReader, until limit: Timestamp, _ intake: inout Intake, _ feed: inout FrameFeed,
    into content: inout SegmentBatch.Content
  ) throws(CaptureError) -> CaptureReader.Pause {
    try reader.readFrames { frame, bytes in
      switch intake.decide(frame, until: limit) {
      case .take: feed.take(frame, bytes, &content)
      case .leave: break
      case .postpone: return false
      }
      return true
    }
  }

  /// Takes the frame that was postponed, if its time has come; false if it has not.
  private mutating func takePostponed(_ limit: Timestamp, _ content: inout SegmentBatch.Content) -> Bool {
    guard let (frame, bytes) = postponed else { return true }
    guard state.intake.decide(frame, until: limit) == .take else { return false }
    postponed = nil
    reader.withBytes(bytes) { feed.take(frame, $0, &content) }
    return true
  }

  private mutating func take(_ item: CaptureItem, _ content: inout SegmentBatch.Content) {
    feed.take(item, &content) { reader.withBytes($0, $1) }
  }

  /// Damage and the wish for the report so far are the end of this capture, anything else that of the analysis.
  private mutating func end(_ error: CaptureError) throws(CaptureError) {
    isAtEnd = true
    if case .interrupted = error { return state.interrupt(at: reader.bytesParsed) }
    guard error.isDamage else { throw error }
    state.end(error)
  }

  /// Says how far it is, and ends the feed with the capture.
  private mutating func report(_ content: inout SegmentBatch.Content) {
    let bytes = state.unreported(reader.bytesRead)
    guard bytes > 0 || isAtEnd else { return }
    progress.add(bytes)
    if isAtEnd { feed.finish(&content) }
  }

  /// What was read, and what was counted.
  var outcome: WalkOutcome { WalkOutcome(reader, state, feed) }
}
