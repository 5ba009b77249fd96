/// How one scenario went: what the report prints of it.
public struct ScenarioOutcome: Hashable, Sendable {
  /// `cause/variant`.
  public var name: String
  /// How it went.
  public var status: Status
  /// Why it was skipped, failed to run or is not reproducible; which lawful alternative came out.
  public var reason: String?
  /// The conversation in order, each line as declared and as seen.
  public var conversation: [ComparedLine]
  /// How long it took.
  public var durationMilliseconds: Int

  /// How a scenario went.
  public enum Status: String, Sendable, CaseIterable {
    /// All as declared, or a lawful alternative.
    case passed
    /// Something differs, or it could not be carried out.
    case failed
    /// A right, a tool or a kernel module is missing.
    case skipped
    /// It differs in a way known of this kernel.
    case kernelDiffers = "kernel-differs"
    /// One machine cannot bring it about.
    case notReproducible = "not-reproducible"
  }

  /// Assembles an outcome.
  public init(
    name: String, status: Status, reason: String? = nil, conversation: [ComparedLine] = [],
    durationMilliseconds: Int = 0
  ) {
    self.name = name
    self.status = status
    self.reason = reason
    self.conversation = conversation
    self.durationMilliseconds = durationMilliseconds
  }

  /// Where the run and its declaration contradict each other.
  public var differences: [ComparedLine] { conversation.filter(\.differs) }
}
