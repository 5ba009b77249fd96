public import Flows

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

/// What one look at a reset yields for those who count: its outcome from packets alone, and its patterns.
public struct Judgement: Sendable, BitwiseCopyable {
  /// The verdict in short.
  public let outcome: Outcome
  /// What it looks like beside its cause.
  public let patterns: PatternSet

  /// What of a reset's aftermath can make another judgement of it.
  ///
  /// Not what the receiver went on with but for payload, which tells of a race; and a second RST completes a pattern of the
  /// originator's alone.
  public static let interest: Reset.Aftermath.Parts = [
    .senderContinued, .receiverWrote, .originatorReset, .receiverReset,
  ]

  /// Judges `reset` by what is known of its aftermath so far.
  public init(_ reset: Reset) {
    let scene = Scene(reset)
    outcome = Outcome(Weighing(reset, scene))
    patterns = PatternSet(reset, scene)
  }
}
