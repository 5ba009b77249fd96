public import Flows

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
}
