import CaptureFiles
import Captures
import Matches
import Wire

/// A walk through one of several captures that make one timeline, feeding an analyzer with this worker's share.
struct SourceWalk: ~Copyable {
  private var reader: CaptureReader
  private var feed: FrameFeed
  private var state: WalkState
  private let analysis: CaptureAnalysis
  private var next: (frame: Frame, bytes: Range<Int>)?
  private var isAtEnd = false

  /// Opens one capture.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis, _ shard: Shard) throws(CaptureError) {
    let feed = try FrameFeed(analysis, shard)
    reader = try CaptureReader(path: path, source: number, stop: analysis.progress.stopEvent)
    self.feed = feed
    self.analysis = analysis
    state = WalkState(path: path, Intake(analysis))
  }

  /// When the next frame was captured; nil at the end.
  var nextTime: Timestamp? { next?.frame.time }

  /// Goes on to the next wanted frame; what stands between is taken at once.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture; damage ends the walk instead.
  mutating func advance(_ analyzer: inout Analyzer) throws(CaptureError) {
    next = nil
    guard !isAtEnd else { return }
    do {
      while let item = try reader.next() {
        if case .frame(let frame, let bytes) = item {
          guard state.intake.admits(frame) else { continue }
          next = (frame, bytes)
          return
        }
        feed.take(item, &analyzer) { range, body in reader.withBytes(range, body) }
      }
    } catch {
      if case .interrupted = error {
        state.interrupt(at: reader.bytesParsed)
      } else {
        guard error.isDamage else { throw error }
        state.end(error)
      }
    }
    finish(&analyzer)
  }

  /// Feeds the frame that ``advance(_:)`` found.
  mutating func takeNext(_ analyzer: inout Analyzer) throws(CaptureError) {
    guard let next else { return }
    reader.withBytes(next.bytes) { bytes in
      let share = Shard.glance(next.frame, bytes, among: feed.shard.count)
      if share ?? feed.shard.index == feed.shard.index { feed.take(next.frame, bytes, isOwn: share != nil, &analyzer) }
    }
    if let failure = feed.failure { throw failure }
    report(&analyzer)
  }

  private mutating func finish(_ analyzer: inout Analyzer) {
    isAtEnd = true
    feed.finish(&analyzer)
    report(&analyzer)
  }

  /// Says, now and then, how far it is, and hands on what became final where somebody takes it.
  private mutating func report(_ analyzer: inout Analyzer) {
    let bytes = state.unreported(reader.bytesRead)
    guard bytes > 0 || isAtEnd else { return }
    if feed.shard.index == 0 { analysis.progress.add(bytes) }
    if analysis.progress.isStopped, !isAtEnd {
      isAtEnd = true
      state.interrupt(at: reader.bytesParsed)
      feed.finish(&analyzer)
    }
    analysis.handOn(&analyzer)
  }

  /// What was read, and what this worker counted in its share.
  var outcome: (walk: WalkOutcome, counts: FrameFeed.Counts) { (WalkOutcome(reader, state), feed.counts) }
}
