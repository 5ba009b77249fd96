public import Wire

/// One typed observation for or against one cause, with what it was observed in.
public struct Evidence: Hashable, Sendable {
  /// The cause it speaks of.
  public var cause: Cause
  /// Whether it speaks for the cause.
  public var supports: Bool
  /// How much it weighs.
  public var strength: Strength
  /// What was observed, in a sentence with its numbers.
  public var statement: String
  /// The frames it was observed in.
  public var frames: [FrameID]
  /// The calls it was observed in, by number.
  public var calls: [Int]
  /// The kernel events it was observed in, by number.
  public var kernelEvents: [Int]

  /// How much a piece of evidence weighs. Words, not numbers: the rule that combines them is written in ``Verdict``.
  public enum Strength: UInt8, Sendable, Comparable, BitwiseCopyable {
    /// Suggests; ranks the members of a tie.
    case weak
    /// Ranks before any number of weak ones.
    case strong
    /// Proves, or rules out.
    case decisive

    public static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// Assembles evidence.
  public init(
    cause: Cause, supports: Bool, strength: Strength, statement: String, frames: [FrameID] = [], calls: [Int] = [],
    kernelEvents: [Int] = []
  ) {
    self.cause = cause
    self.supports = supports
    self.strength = strength
    self.statement = statement
    self.frames = frames
    self.calls = calls
    self.kernelEvents = kernelEvents
  }
}
