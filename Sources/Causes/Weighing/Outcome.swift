/// A verdict in one byte: the settled cause or a tie's likeliest member. Enough to count by; ``Verdict`` has the rest.
public struct Outcome: Hashable, Sendable, BitwiseCopyable {
  /// The cause's ordinal, above it whether it is settled.
  public let rawValue: UInt8

  /// No rule reached it.
  public static let unexplained = Outcome(rawValue: .max)

  private static let settledBit: UInt8 = 0x40

  private init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What `weighing` amounts to.
  @inline(always)
  public init(_ weighing: Weighing) {
    guard let cause = weighing.likeliest else {
      self = .unexplained
      return
    }
    self.init(cause, isSettled: weighing.isSettled)
  }

  /// That `cause` alone is left, or that it is the likeliest of several.
  public init(_ cause: Cause, isSettled: Bool) { rawValue = cause.ordinal | (isSettled ? Self.settledBit : 0) }

  /// The cause; nil where unexplained.
  public var cause: Cause? { self == .unexplained ? nil : Cause.ordered[Int(rawValue & ~Self.settledBit)] }

  /// Whether the witnesses decide.
  public var isSettled: Bool { self != .unexplained && rawValue & Self.settledBit != 0 }
}
