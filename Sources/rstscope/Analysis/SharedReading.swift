import Captures
import Foundation
import Matches
import Wire

/// Captures that are read and decoded once, as one timeline, and followed by several workers, each its share of the flows.
///
/// There is no thread that reads: a worker that finds too few batches waiting reads one for all. So the cores share
/// that work too, and a compressed stream is unpacked once. Where there is one worker, it reads when it has nothing left to
/// do: a pipe may make it wait.
final class SharedReading: @unchecked Sendable {
  /// Guards all below but what is being read, which belongs to the worker that set ``isReading``.
  private let condition = NSCondition()
  private var isReading = false
  /// Batches that some worker has still to read, oldest first, the number of the oldest, and those that may be filled.
  private var waiting: [SegmentBatch] = []
  private var first = 0
  private var spare: [SegmentBatch]
  private var isAtEnd = false
  private var failure: CaptureError?

  private let timeline: CaptureTimeline
  private let workers: Int

  /// Batches that there are, so many that a worker goes on while another one is off its processor for some milliseconds.
  private static let depth = 12
  /// Batches that should wait for whoever asks for one: more of them would leave the cache before they are taken.
  private static let ahead = 3

  /// Opens captures for so many workers, at most ``SegmentBatch/maximumWorkers``.
  init(_ paths: [String], _ analysis: CaptureAnalysis, workers: Int) throws(CaptureError) {
    timeline = try CaptureTimeline(paths, analysis)
    spare = (0..<(workers > 1 ? Self.depth : 1)).map { _ in SegmentBatch(workers: workers) }
    self.workers = workers
  }

  /// Shows a worker one batch after the other; each worker calls it once.
  ///
  /// - Throws: ``CaptureError`` where a file turns out to be no capture, or cannot be filtered; damage ends a capture.
  func forEachBatch(_ body: (borrowing SegmentBatch.Content) -> Void) throws(CaptureError) {
    var number = 0
    while let batch = try batch(number) {
      body(batch.content)
      release(batch)
      number += 1
    }
  }

  /// The batch of that number; nil at the end. Whoever asks sees to it that the next one is read too, so that nobody has to
  /// wait while another worker reads.
  private func batch(_ number: Int) throws(CaptureError) -> SegmentBatch? {
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
  private func read(into batch: SegmentBatch) {
    isReading = true
    condition.unlock()
    batch.content.removeAll()
    let result = Result { () throws(CaptureError) in try timeline.read(into: &batch.content) }
    condition.lock()
    isReading = false
    switch result {
    case .success:
      batch.awaited = workers
      waiting.append(batch)
      isAtEnd = timeline.isAtEnd
    case .failure(let error): (isAtEnd, failure) = (true, error)
    }
    condition.broadcast()
  }

  /// A worker has read a batch; the last one gives it back.
  private func release(_ batch: SegmentBatch) {
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

  /// What was read, once all of it was, in the order of the paths.
  var outcomes: [WalkOutcome] { timeline.outcomes }
}
