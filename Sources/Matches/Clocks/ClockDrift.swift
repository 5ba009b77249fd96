public import Wire

/// How much one clock gains on another: a straight line between what shared events show near the begin and near the end.
///
/// Quartz is off by some millionths, and by the same while a capture lasts (Moon, Skelly and Towsley 1999 take it out of
/// one-way delays likewise). A clock that was stepped lies on no line, and nothing is claimed of it.
public struct ClockDrift: Hashable, Sendable {
  /// The moment, by the first clock, from which ``nanosecondsPerSecond`` counts.
  public var origin: Timestamp
  /// Nanoseconds that the second clock gains in a second of the first; below 0 where it loses.
  public var nanosecondsPerSecond: Int64
  /// How far ``nanosecondsPerSecond`` may be off, in nanoseconds a second.
  public var uncertainty: Int64

  /// What one shared event shows: the difference between the clocks is at least, or at most, so much.
  struct Bound {
    /// When it happened, by the first clock.
    var time: Timestamp
    /// The second clock's time less the first's, in nanoseconds.
    var difference: Int64
    /// Whether the offset is at most, rather than at least, the difference.
    var isUpper: Bool
  }

  /// What the second clock has gained since ``origin``, in nanoseconds.
  func gained(until time: Timestamp) -> Int64 {
    Int64(clamping: Int128(origin.nanoseconds(until: time)) * Int128(nanosecondsPerSecond) / 1_000_000_000)
  }
}

extension ClockDrift {
  /// The drift that `bounds` show, or nil where they show none: too short a time, too wide bounds, or no line.
  init?(_ bounds: [Bound]) {
    guard let begin = bounds.map(\.time).min(), let end = bounds.map(\.time).max() else { return nil }
    (origin, nanosecondsPerSecond, uncertainty) = (begin, 0, 0)
    var doubt: Int64 = 0
    // What a drift does within either stretch widens its bounds, so what was found is taken off and looked at again.
    for _ in 0..<4 {
      guard let left = residue(of: bounds, until: end) else { return nil }
      nanosecondsPerSecond &+= left.drift
      (uncertainty, doubt) = (left.uncertainty, left.doubt)
    }
    guard nanosecondsPerSecond.magnitude > uncertainty.magnitude, explains(bounds, slack: doubt) else { return nil }
  }

  /// What is left of the drift, in nanoseconds a second, with its uncertainty and the nanoseconds behind that.
  private func residue(
    of bounds: [Bound], until end: Timestamp
  ) -> (drift: Int64, uncertainty: Int64, doubt: Int64)? {
    let flat = flattened(bounds)
    let quarter = origin.nanoseconds(until: end) / 4
    guard let early = Reading(flat.filter { origin.nanoseconds(until: $0.time) <= quarter }),
      let late = Reading(flat.filter { $0.time.nanoseconds(until: end) <= quarter })
    else { return nil }
    let span = Int128(early.time.nanoseconds(until: late.time))
    guard span > 0 else { return nil }
    let doubt = Int128(early.doubt) + Int128(late.doubt)
    let drift = (Int128(late.value) - Int128(early.value)) * 1_000_000_000 / span
    return (Int64(clamping: drift), Int64(clamping: doubt * 1_000_000_000 / span), Int64(clamping: doubt))
  }

  /// Whether all bounds agree once the drift is taken off; `slack` in nanoseconds.
  private func explains(_ bounds: [Bound], slack: Int64) -> Bool {
    guard let offset = offset(bounds).nanosecondBounds else { return false }
    return Int128(offset.low) <= Int128(offset.high) + Int128(slack)
  }

  /// The offset at ``origin`` that `bounds` leave.
  func offset(_ bounds: [Bound]) -> ClockOffset { ClockOffset(flattened(bounds)) }

  /// The bounds as a clock without this drift would show them.
  private func flattened(_ bounds: [Bound]) -> [Bound] {
    bounds.map { Bound(time: $0.time, difference: $0.difference &- gained(until: $0.time), isUpper: $0.isUpper) }
  }

  /// What the bounds of one stretch show, in the middle of the two tightest.
  private struct Reading {
    var time: Timestamp
    var value: Int64
    /// How far it may be off.
    var doubt: Int64

    init?(_ bounds: [Bound]) {
      guard let low = bounds.filter({ !$0.isUpper }).max(by: { $0.difference < $1.difference }),
        let high = bounds.filter(\.isUpper).min(by: { $0.difference < $1.difference }),
        let middle = ClockOffset(low: low.difference, high: high.difference).nanoseconds,
        let doubt = ClockOffset(low: low.difference, high: high.difference).uncertainty
      else { return nil }
      time = low.time.advanced(by: low.time.nanoseconds(until: high.time) / 2)
      (value, self.doubt) = (middle, doubt)
    }
  }
}

extension ClockOffset {
  /// What bounds leave that hold at every time alike.
  init(_ bounds: [ClockDrift.Bound]) {
    self.init()
    for bound in bounds {
      if bound.isUpper { lower(to: bound.difference) } else { raise(to: bound.difference) }
    }
  }

  fileprivate var nanosecondBounds: (low: Int64, high: Int64)? {
    guard let low, let high else { return nil }
    return (low, high)
  }
}
