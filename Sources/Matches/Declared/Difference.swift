/// One line in which a run differs from its declaration.
public struct Difference: Hashable, Sendable {
  /// What differs.
  public var subject: Subject
  /// Whose: `client`, `server`; nil where it belongs to no actor.
  public var actor: String?
  /// The declared line; nil where the run showed something undeclared.
  public var expected: String?
  /// The line seen; nil where the declared one never came.
  public var observed: String?

  /// What differs.
  public enum Subject: String, Sendable, CaseIterable {
    case call
    case segment
    case reset
    case verdict
    case kernelReason = "kernel-reason"
    case acceptance
    case receiverError = "receiver-error"
    case failure
    case unexplainedCall = "unexplained-call"
  }

  /// Assembles a difference.
  public init(subject: Subject, actor: String? = nil, expected: String?, observed: String?) {
    self.subject = subject
    self.actor = actor
    self.expected = expected
    self.observed = observed
  }

  /// The lines of a diff: `- client recv() = -1 ECONNRESET`, `+ client recv() = 0`.
  public var lines: [String] {
    let owner = actor.map { "\($0) " } ?? ""
    return [expected.map { "- \(owner)\($0)" }, observed.map { "+ \(owner)\($0)" }].compactMap { $0 }
  }
}
