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
  struct Content: ~Copyable {
    /// What the frames lie in.
    var buffer = CaptureBuffer()
    /// What stood between the frames.
    private(set) var others: [CaptureItem] = []
    private var shares: InlineArray<4, SpotList> = InlineArray { _ in SpotList() }

    /// Shows a worker the frames that it looks at.
    @inline(__always)
    func forEachSpot(of shard: Shard, _ body: (Spot) -> Void) {
      for place in 0..<shares[shard.index].count { body(shares[shard.index][place]) }
    }

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
      for worker in shares.indices { shares[worker].removeAll() }
    }
  }

  /// Spots in a row; half of what an array costs, which asks at each one whether it is shared.
  @safe private struct SpotList: ~Copyable {
    private var base: UnsafeMutablePointer<Spot>
    private var capacity = 0
    private(set) var count = 0

    init() { unsafe base = .allocate(capacity: capacity) }

    deinit { unsafe base.deallocate() }

    subscript(place: Int) -> Spot {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
      return unsafe base[place]
    }

    @inline(__always)
    mutating func append(_ spot: Spot) {
      if count == capacity { grow() }
      unsafe (base + count).initialize(to: spot)
      count &+= 1
    }

    mutating func removeAll() { count = 0 }

    @inline(never)
    private mutating func grow() {
      capacity = max(256, capacity * 2)
      let larger = UnsafeMutablePointer<Spot>.allocate(capacity: capacity)
      unsafe larger.moveInitialize(from: base, count: count)
      unsafe base.deallocate()
      unsafe base = larger
    }
  }
}
