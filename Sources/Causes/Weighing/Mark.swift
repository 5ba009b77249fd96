/// One observation's word on one cause, in four bytes; ``Verdict`` makes a sentence of it when somebody wants to read.
public struct Mark: Hashable, Sendable, BitwiseCopyable {
  /// The cause it speaks of.
  public var cause: Cause
  /// What was observed.
  public var observation: Observation
  /// Whether it speaks for the cause.
  public var supports: Bool
  /// How much it weighs.
  public var strength: Evidence.Strength

  /// Assembles a mark.
  public init(cause: Cause, observation: Observation, supports: Bool, strength: Evidence.Strength) {
    self.cause = cause
    self.observation = observation
    self.supports = supports
    self.strength = strength
  }
}
