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
  private var next: (frame: Frame, bytes: Range<Int>)?
  private(set) var isAtEnd = false

  /// Opens source number `number` (from 0) of an analysis.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis) throws(CaptureError) {
    let feed = try FrameFeed(analysis)
    reader = try CaptureReader(path: path, source: number, stop: analysis.progress.stopEvent)
    self.feed = feed
    progress = analysis.progress
    state = WalkState(path: path, Intake(analysis))
  }

  // MARK: Alone

  /// Reads what lies in one buffer.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture, or cannot be filtered; damage ends the walk.
  mutating func readBuffer(into content: inout SegmentBatch.Content) throws(CaptureError) {
    do throws(CaptureError) {
      reading: while true {
        switch try Self.readFrames(&reader, &state.intake, &feed, into: &content) {
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
    _ reader: inout CaptureReader, _ intake: inout Intake, _ feed: inout FrameFeed,
    into content: inout SegmentBatch.Content
  ) throws(CaptureError) -> CaptureReader.Pause {
    try reader.readFrames { frame, bytes in
      if intake.admits(frame) { feed.take(frame, bytes, &content) }
    }
  }

  // MARK: Beside others

  /// When the next frame was captured; nil at the end.
  var nextTime: Timestamp? { next?.frame.time }

  /// Goes on to the next wanted frame; what stands between is taken at once.
  ///
  /// - Throws: as ``readBuffer(into:)``.
  mutating func advance(_ content: inout SegmentBatch.Content) throws(CaptureError) {
    next = nil
    guard !isAtEnd else { return }
    defer { report(&content) }
    do throws(CaptureError) {
      while let item = try reader.next() {
        if case .frame(let frame, let bytes) = item {
          guard state.intake.admits(frame) else { continue }
          next = (frame, bytes)
          return
        }
        take(item, &content)
      }
      isAtEnd = true
    } catch {
      try end(error)
    }
  }

  /// Takes the frame that ``advance(_:)`` found.
  ///
  /// - Throws: as ``readBuffer(into:)``.
  mutating func takeNext(_ content: inout SegmentBatch.Content) throws(CaptureError) {
    guard let next else { return }
    reader.withBytes(next.bytes) { feed.take(next.frame, $0, &content) }
    if let failure = feed.failure { throw failure }
  }

  // MARK: Either

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
