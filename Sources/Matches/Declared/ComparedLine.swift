/// One line of a conversation, as it was declared and as it was seen: the two columns of a diff.
public struct ComparedLine: Hashable, Sendable {
  /// What the line is about.
  public var subject: Subject
  /// Whose: `client`, `server`, `wire`; nil where it belongs to no actor.
  public var actor: String?
  /// The declared line; nil where the run showed something undeclared.
  public var expected: String?
  /// The line seen; nil where the declared one never came, or could not be seen.
  public var observed: String?
  /// Whether the two contradict each other. A lawful alternative differs in its words only.
  public var differs: Bool

  /// What a line is about.
  public enum Subject: String, Sendable, CaseIterable {
    case call
    case segment
    case verdict
    case kernelReason = "kernel-reason"
    case acceptance
    case failure
    case unexplainedCall = "unexplained-call"
  }

  /// Assembles a line.
  public init(
    subject: Subject, actor: String? = nil, expected: String?, observed: String?, differs: Bool = true
  ) {
    self.subject = subject
    self.actor = actor
    self.expected = expected
    self.observed = observed
    self.differs = differs
  }

  /// Whether it says more of the line before it: what the witnesses say of a RST.
  public var isDetail: Bool {
    switch subject {
    case .verdict, .kernelReason, .acceptance: true
    case .call, .segment, .failure, .unexplainedCall: false
    }
  }

  /// The declared line with its actor: `client: recv 64 = ECONNRESET`.
  public var expectedText: String? { expected.map(owned) }
  /// The line seen with its actor.
  public var observedText: String? { observed.map(owned) }

  /// The lines of a diff: `- client: recv 64 = ECONNRESET` and `+ client: recv 64 = 0`; one line, unmarked, where the
  /// two agree.
  public var lines: [String] {
    guard differs else { return [observedText ?? expectedText].compactMap { $0.map { "  \($0)" } } }
    return [expectedText.map { "- \($0)" }, observedText.map { "+ \($0)" }].compactMap { $0 }
  }

  private func owned(_ text: String) -> String { actor.map { "\($0): \(text)" } ?? text }
}
