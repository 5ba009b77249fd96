/// How far one clock is ahead of another, as the bounds that shared events leave.
///
/// An event that both clocks timed cannot be seen before it happened: what its cause and its effect show bounds the
/// offset from either side (Mills, RFC 5905 §10, reads its own messages so).
public struct ClockOffset: Hashable, Sendable {
  /// The least that it can be, in nanoseconds; nil where nothing bounds it from below.
  public var low: Int64?
  /// The most that it can be, in nanoseconds; nil where nothing bounds it from above.
  public var high: Int64?

  /// Nothing known.
  public init() {}

  /// Bounds that are known.
  public init(low: Int64?, high: Int64?) {
    self.low = low
    self.high = high
  }

  /// The likeliest value in nanoseconds: the middle, which is right where both ways take as long, or the only bound.
  public var nanoseconds: Int64? {
    guard let low, let high else { return low ?? high }
    return (low >> 1) + (high >> 1) + (low & high & 1)  // Half the sum, without its overflow.
  }

  /// How far ``nanoseconds`` may be off, in nanoseconds; nil where only one side is bounded.
  public var uncertainty: Int64? {
    guard let low, let high else { return nil }
    let (width, overflow) = high.subtractingReportingOverflow(low)
    return overflow ? nil : Int64(clamping: (width / 2).magnitude)
  }

  /// Notes an event that shows the offset to be at least `bound`.
  mutating func raise(to bound: Int64) { low = max(low ?? bound, bound) }

  /// Notes an event that shows the offset to be at most `bound`.
  mutating func lower(to bound: Int64) { high = min(high ?? bound, bound) }

  /// Whether it may be `value`, give or take `slack`.
  func mayBe(_ value: Int64, slack: Int64) -> Bool {
    (low.map { $0.subtractingReportingOverflow(slack).partialValue <= value } ?? true)
      && (high.map { $0.addingReportingOverflow(slack).partialValue >= value } ?? true)
  }

  /// The bounds that most of `sources` agree on (Marzullo 1984); nil where none says anything.
  ///
  /// A source that took one connection for another is outvoted instead of spoiling the rest.
  public init?(agreeing sources: [ClockOffset]) {
    let told = sources.filter { $0.low != nil || $0.high != nil }
    let edges = told.flatMap { [($0.low ?? .min, -1), ($0.high ?? .max, 1)] }.sorted { $0 < $1 }
    var (best, count) = (0, 0)
    self.init()
    for (place, edge) in edges.enumerated() {
      count -= edge.1
      guard count > best, place + 1 < edges.count else { continue }
      best = count
      low = edge.0 == .min ? nil : edge.0
      high = edges[place + 1].0 == .max ? nil : edges[place + 1].0
    }
    if best == 0 { return nil }
  }
}
