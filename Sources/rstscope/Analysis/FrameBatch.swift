import CaptureFiles
import Captures
import Wire

/// Frames that were read together, sorted by whose they are, with the bytes that they lie in.
///
/// One thread fills it, then each worker reads it once, and the last one gives it back;
/// ``SharedCapture`` sees to that.
final class FrameBatch: @unchecked Sendable {
  /// What was read.
  var content = Content()
  /// Workers that have not read it yet.
  var awaited = 0

  /// A frame, and where its bytes begin in the buffer.
  struct Spot: BitwiseCopyable {
    var frame: Frame
    var start: Int32
    /// Whether it is known whose it is; every worker gets those of which it is not.
    var isOwn: Bool
  }

  /// A value, so that filling it asks for no access at each frame.
  struct Content {
    /// What the frames lie in.
    var buffer = CaptureBuffer()
    /// What stood between the frames.
    private(set) var others: [CaptureItem] = []
    private var shares: InlineArray<4, ContiguousArray<Spot>> = [[], [], [], []]

    /// The frames that a worker looks at.
    func spots(of shard: Shard) -> ContiguousArray<Spot> { shares[shard.index] }

    /// Adds a frame for the worker that follows its flow, or for all `count` of them.
    @inline(__always)
    mutating func add(_ frame: Frame, start: Int, for worker: Int?, among count: Int) {
      let spot = Spot(frame: frame, start: Int32(truncatingIfNeeded: start), isOwn: worker != nil)
      if let worker {
        shares[worker].append(spot)
      } else {
        for worker in 0..<count { shares[worker].append(spot) }
      }
    }

    mutating func add(_ item: CaptureItem) { others.append(item) }

    mutating func removeAll() {
      others.removeAll(keepingCapacity: true)
      for worker in shares.indices { shares[worker].removeAll(keepingCapacity: true) }
    }
  }
}
