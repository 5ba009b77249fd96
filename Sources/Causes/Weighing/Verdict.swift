/// What a reset's evidence amounts to.
public struct Verdict: Hashable, Sendable {
  /// Settled, tied or unexplained.
  public var status: Status
  /// All evidence, for and against.
  public var evidence: [Evidence]
  /// What would decide a tie: `the sender's own calls`, `the kernel's reason`.
  public var separatedBy: [String]

  /// The outcome.
  public enum Status: Hashable, Sendable {
    /// The witnesses decide.
    case settled(Cause)
    /// No witness rules these out; likeliest first.
    case tied([Cause])
    /// No rule reaches it.
    case unexplained
  }

  /// Assembles a verdict.
  public init(status: Status, evidence: [Evidence], separatedBy: [String]) {
    self.status = status
    self.evidence = evidence
    self.separatedBy = separatedBy
  }

  /// The settled cause, or nil.
  public var cause: Cause? {
    if case .settled(let cause) = status { cause } else { nil }
  }

  /// The settled cause alone, or the members of a tie, likeliest first; empty where unexplained.
  public var candidates: [Cause] {
    switch status {
    case .settled(let cause): [cause]
    case .tied(let causes): causes
    case .unexplained: []
    }
  }
}
