public import Causes
public import Wire

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
  /// When the resets of each cause came, those of ties by their likeliest member; nil stands for unexplained.
  public var spans: [Cause?: Span] = [:]
  /// Patterns seen.
  public var patterns: [String: Int] = [:]
  /// Calls that failed.
  public var failedCalls = 0
  /// Failed calls that a witness explains.
  public var explainedCalls = 0
  /// Who refused or ended how much, by cause and responder.
  public var groups = Groups()

  /// The first and the last of many resets.
  public struct Span: Hashable, Sendable, BitwiseCopyable {
    /// When the first was captured.
    public var firstTime: Timestamp
    /// When the last was captured.
    public var lastTime: Timestamp
    /// The first one's frame.
    public var example: FrameID

    /// Describes a span.
    public init(firstTime: Timestamp, lastTime: Timestamp, example: FrameID) {
      self.firstTime = firstTime
      self.lastTime = lastTime
      self.example = example
    }

    /// Makes it reach over another one.
    mutating func absorb(_ other: Span) {
      if other.example.precedes(example, at: other.firstTime, firstTime) { example = other.example }
      firstTime = min(firstTime, other.firstTime)
      lastTime = max(lastTime, other.lastTime)
    }
  }

  /// Nothing counted.
  public init() {}

  /// Resets and failures by cause; a tie counts for its likeliest member.
  public var causes: [Cause: Int] { settled.merging(tied, uniquingKeysWith: +) }
  /// When the first reset was captured.
  public var firstTime: Timestamp? { spans.values.map(\.firstTime).min() }
  /// Failures without a reset.
  public var failures: Int { causes.values.reduce(unexplained, +) - resets }
  /// Failed calls that no witness explains.
  public var unexplainedCalls: Int { failedCalls - explainedCalls }
}
