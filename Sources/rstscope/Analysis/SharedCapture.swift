import CaptureFiles
import Captures
import Foundation
import Matches
import Wire

/// One capture that is read once and followed by several workers, each its share of the flows.
///
/// There is no thread that reads: a worker that finds too few batches waiting reads one for all. So the cores share
/// that work too, and a compressed stream is unpacked once. Where there is one worker, it reads when it has nothing left to
/// do: a pipe may make it wait.
final class SharedCapture: @unchecked Sendable {
  /// Guards all below but what is being read, which belongs to the worker that set ``isReading``.
  private let condition = NSCondition()
  private var isReading = false
  /// Batches that some worker has still to read, oldest first, the number of the oldest, and those that may be filled.
  private var waiting: [FrameBatch] = []
  private var first = 0
  private var spare: [FrameBatch]
  private var isAtEnd = false
  private var failure: CaptureError?

  private var reader: CaptureReader
  private var walk: WalkState
  private let analysis: CaptureAnalysis
  private let workers: Int

  /// Batches that there are, so many that the fastest worker is seldom held up by the slowest.
  private static let depth = 6
  /// Batches that should wait for whoever asks for one: more of them would leave the cache before they are taken.
  private static let ahead = 3

  /// Opens a capture for so many workers, at most ``Shard/maximumCount``.
  init(path: String, _ analysis: CaptureAnalysis, workers: Int) throws(CaptureError) {
    reader = try CaptureReader(path: path, stop: analysis.progress.stopEvent)
    walk = WalkState(path: path, Intake(analysis))
    spare = (0..<(workers > 1 ? Self.depth : 1)).map { _ in FrameBatch() }
    self.analysis = analysis
    self.workers = workers
  }

  /// Shows a worker one batch after the other; each worker calls it once.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture, or what `body` throws; damage ends the capture.
  func forEachBatch(_ body: (borrowing FrameBatch.Content) throws(CaptureError) -> Void) throws(CaptureError) {
    var number = 0
    do throws(CaptureError) {
      while let batch = try batch(number) {
        try body(batch.content)
        release(batch)
        number += 1
      }
    } catch {
      // What this worker leaves unread will never be free; let nobody wait for it.
      end(with: error)
      throw error
    }
  }

  /// The batch of that number; nil at the end. Whoever asks sees to it that the next one is read too, so that nobody has to
  /// wait while another worker reads.
  private func batch(_ number: Int) throws(CaptureError) -> FrameBatch? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let failure { throw failure }
      let ready = waiting.count - (number - first)
      if ready < Self.ahead, !isReading, !isAtEnd, let batch = spare.popLast() {
        read(into: batch)
      } else if ready > 0 {
        return waiting[number - first]
      } else if isAtEnd {
        return nil
      } else {
        condition.wait()
      }
    }
  }

  /// Fills a batch while the others go on; called, and left, with ``condition`` locked.
  private func read(into batch: FrameBatch) {
    isReading = true
    condition.unlock()
    let end = fill(&batch.content)
    condition.lock()
    isReading = false
    batch.awaited = workers
    waiting.append(batch)
    switch end {
    case .none: break
    case .whole: isAtEnd = true
    case .failed(let error): (isAtEnd, failure) = (true, failure ?? error)
    }
    condition.broadcast()
  }

  /// A worker has read a batch; the last one gives it back.
  private func release(_ batch: FrameBatch) {
    condition.lock()
    batch.awaited -= 1
    if batch.awaited == 0 {
      waiting.removeFirst()
      first += 1
      spare.append(batch)
      condition.broadcast()
    }
    condition.unlock()
  }

  private func end(with error: CaptureError) {
    condition.lock()
    failure = failure ?? error
    condition.broadcast()
    condition.unlock()
  }

  /// Whether, and how, the capture came to its end.
  private enum End {
    case none, whole
    case failed(CaptureError)
  }

  /// Reads what lies in one buffer.
  private func fill(_ content: inout FrameBatch.Content) -> End {
    content.removeAll()
    let end = readFrames(into: &content)
    content.buffer = reader.exchangeBuffer(content.buffer)
    analysis.progress.add(walk.unreported(reader.bytesRead))
    guard case .none = end, analysis.progress.isStopped else { return end }
    walk.interrupt(at: reader.bytesParsed)
    return .whole
  }

  private func readFrames(into content: inout FrameBatch.Content) -> End {
    do throws(CaptureError) {
      while true {
        switch try Self.readFrames(&reader, into: &content, &walk.intake, among: workers) {
        case .item(let item): content.add(item)
        case .buffer: return .none
        case .end: return .whole
        }
      }
    } catch {
      if case .interrupted = error {
        walk.interrupt(at: reader.bytesParsed)
        return .whole
      }
      guard error.isDamage else { return .failed(error) }
      walk.end(error)
      return .whole
    }
  }

  private static func readFrames(
    _ reader: inout CaptureReader, into content: inout FrameBatch.Content, _ intake: inout Intake, among count: Int
  ) throws(CaptureError) -> CaptureReader.Pause {
    try reader.readFrames { frame, start, bytes in
      guard intake.admits(frame) else { return }
      content.add(frame, start: start, for: Shard.glance(frame, bytes, among: count), among: count)
    }
  }

  /// What was read, once all of it was: for a worker whose ``forEachBatch(_:)`` has come to the end.
  var outcome: WalkOutcome { WalkOutcome(reader, walk) }
}
