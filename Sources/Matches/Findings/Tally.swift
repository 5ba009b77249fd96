public import Causes

/// Counts over resets and failures; adding two tallies is how two threads' work becomes one.
public struct Tally: Hashable, Sendable {
  /// RSTs seen.
  public var resets = 0
  /// Settled verdicts by cause, failures without a RST included.
  public var settled: [Cause: Int] = [:]
  /// Ties, by their likeliest member.
  public var tied: [Cause: Int] = [:]
  /// Resets that no rule reached.
  public var unexplained = 0
  /// Patterns seen.
  public var patterns: [String: Int] = [:]
  /// Calls that failed.
  public var failedCalls = 0
  /// Failed calls that a witness explains.
  public var explainedCalls = 0
  /// Who refused or ended how much, by cause and responder; most frequent first.
  public var groups: [Group] = []
  /// Resets beyond the bounded number of groups: counted above, in no group.
  public var ungrouped = 0

  /// Nothing counted.
  public init() {}

  /// Resets and failures by cause; a tie counts for its likeliest member.
  public var causes: [Cause: Int] { settled.merging(tied, uniquingKeysWith: +) }
  /// Failures without a reset.
  public var failures: Int { causes.values.reduce(unexplained, +) - resets }
  /// Failed calls that no witness explains.
  public var unexplainedCalls: Int { failedCalls - explainedCalls }
}
