import Flows
import Host
import Matches
import Wire

/// What was read and decoded together, sorted by whose it is.
///
/// One thread fills it, then each worker reads its share, and the last one gives it back; ``SharedReading`` sees to that.
final class SegmentBatch: @unchecked Sendable {
  /// More workers than this are not worth their memory.
  static let maximumWorkers = 4

  /// What was read.
  var content: Content
  /// Workers that have not read it yet.
  var awaited = 0

  /// An empty one for so many workers.
  init(workers: Int) { content = Content(workers: workers) }

  /// What comes between a worker's segments.
  enum Event {
    /// What the RST of that frame, the next segment, carries.
    case payload([UInt8], of: FrameID)
    case icmp(ICMPError)
    case call(CallRecord)
    case kernelEvent(KernelEvent)

    /// Whether it matters which segments were followed before it.
    fileprivate var keepsItsPlace: Bool {
      switch self {
      case .icmp: true
      case .payload, .call, .kernelEvent: false
      }
    }

    fileprivate func forward(to analyzer: inout Analyzer) {
      switch self {
      case .payload(let payload, let frame): analyzer.keepPayload(payload, of: frame)
      case .icmp(let error): analyzer.add(error)
      case .call(let call): analyzer.add(call)
      case .kernelEvent(let event): analyzer.add(event)
      }
    }
  }

  /// A value, so that filling it asks for no access at each frame.
  struct Content: ~Copyable {
    private let workers: Int
    private var shares: InlineArray<4, Share> = InlineArray { _ in Share() }

    init(workers: Int) { self.workers = workers }

    /// Adds a segment between these endpoints, found in `bytes`; `write` writes it over whatever lies there.
    @inline(__always)
    mutating func append(_ tuple: FourTuple, _ bytes: RawSpan?, _ write: (inout Segment) -> Void) {
      let worker = worker(for: tuple)
      shares[worker].add(write)
      if let bytes { shares[worker].keepPayload(in: bytes) }
    }

    /// Adds an ICMP error for the worker that follows the flow it quotes.
    mutating func append(_ error: ICMPError) { shares[worker(for: error.quotedTuple)].add(.icmp(error)) }

    /// Adds what another witness saw: the first worker keeps it.
    mutating func append(_ witness: Event) { shares[0].add(witness) }

    @inline(__always)
    private func worker(for tuple: FourTuple) -> Int { workers == 1 ? 0 : FlowTable.shard(of: tuple, among: workers) }

    /// Shows an analyzer a worker's share.
    func forward(_ worker: Int, to analyzer: inout Analyzer) {
      shares[worker].segments.withSpan { segments in
        var done = 0
        for (position, event) in shares[worker].events {
          // Few at a time would be followed slowly, so what need not keep its place comes a little before it.
          if event.keepsItsPlace || position - done >= FlowTable.batchSize {
            analyzer.add(segments.extracting(done..<position))
            done = position
          }
          event.forward(to: &analyzer)
        }
        analyzer.add(segments.extracting(done...))
      }
    }

    mutating func removeAll() {
      for worker in shares.indices { shares[worker].removeAll() }
    }
  }

  /// What one worker is to follow.
  private struct Share: ~Copyable {
    private(set) var segments = GrowingList<Segment>()
    /// What comes before which of them.
    private(set) var events: [(position: Int, event: Event)] = []

    @inline(__always)
    mutating func add(_ write: (inout Segment) -> Void) { segments.append(write) }

    /// Keeps what its latest segment carries, if that is a RST, for whoever judges it.
    @inline(__always)
    mutating func keepPayload(in bytes: RawSpan) {
      let place = segments.count &- 1
      guard segments[place].isTalkingReset else { return }
      let payload = Analyzer.payload(of: segments[place], in: bytes)
      events.append((place, .payload(payload, of: segments[place].frame)))
    }

    mutating func add(_ event: Event) { events.append((segments.count, event)) }

    mutating func removeAll() {
      segments.removeAll()
      events.removeAll(keepingCapacity: true)
    }
  }
}
