import Wire

/// The latest segments of all flows, each linked to the one before it from the same side of the same flow.
///
/// A passive RST follows the segment that it answers by about a round trip, so a log of bounded length finds it without
/// a queue in every flow.
struct SegmentLog: ~Copyable {
  /// Names an entry; 0 names none. Counts segments, modulo 2³².
  typealias Mark = UInt32

  struct Entry: BitwiseCopyable {
    var segment: SegmentSummary
    /// Nanoseconds of silence in the flow before it.
    var quiet: Int64
    var previous: Mark
    var isAnswered: Bool
  }

  private static let capacity = 1 << 12
  private var entries = Slab(
    filledWith: Entry(segment: .none, quiet: 0, previous: 0, isAnswered: true), capacity: capacity)
  private var latest: Mark = 0

  /// What names the segment that is appended next.
  @inline(__always)
  var nextMark: Mark { latest &+ 1 }

  /// Remembers a segment after `quiet` nanoseconds of silence; `previous` is the one before it from the same side.
  @inline(__always)
  mutating func append(_ segment: SegmentSummary, quiet: Int64, after previous: Mark) {
    latest &+= 1
    entries[Int(truncatingIfNeeded: latest) & (Self.capacity - 1)] = Entry(
      segment: segment, quiet: quiet, previous: previous, isAnswered: false)
  }

  /// Whether the entry was not overwritten since.
  @inline(__always)
  func holds(_ mark: Mark) -> Bool { mark != 0 && latest &- mark < UInt32(Self.capacity) }

  /// An entry that is still here; the caller has asked ``holds(_:)``.
  subscript(held mark: Mark) -> Entry {
    _read { yield entries[Int(truncatingIfNeeded: mark) & (Self.capacity - 1)] }
    _modify { yield &entries[Int(truncatingIfNeeded: mark) & (Self.capacity - 1)] }
  }
}
