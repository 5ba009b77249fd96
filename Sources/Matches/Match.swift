public import Causes
public import Flows
public import Host
public import Wire

/// A reset, its verdict, what each side's application must see, and the calls that it explains.
public struct Match: Hashable, Sendable {
  /// The reset in its context.
  public var reset: Reset
  /// Why it was sent, by all witnesses that there were.
  public var verdict: Verdict
  /// Whether the receiver's TCP took it.
  public var acceptance: Acceptance
  /// What the receiver's socket must show.
  public var receiver: Prediction
  /// What the sender's own socket must show, where anything is known of it.
  public var sender: Prediction?
  /// The kernel's own words on this RST; empty where nobody recorded them.
  public var kernelEvents: [KernelEvent]
  /// Patterns that this reset belongs to, beside its cause.
  public var patterns: [Pattern]
  /// Calls that this reset explains, by number.
  public var calls: [CallRecord.ID]

  /// The name of the reset: its frame.
  public var id: FrameID { reset.segment.frame }

  /// The kernel's record of sending this RST, where there is one.
  public var kernelEvent: KernelEvent? { kernelEvents.first }

  /// Assembles a match.
  public init(
    reset: Reset, verdict: Verdict, acceptance: Acceptance, receiver: Prediction, sender: Prediction? = nil,
    kernelEvents: [KernelEvent] = [], patterns: [Pattern] = [], calls: [CallRecord.ID] = []
  ) {
    self.reset = reset
    self.verdict = verdict
    self.acceptance = acceptance
    self.receiver = receiver
    self.sender = sender
    self.kernelEvents = kernelEvents
    self.patterns = patterns
    self.calls = calls
  }
}

/// A pattern reported beside the cause, never instead of it.
public struct Pattern: Hashable, Sendable {
  /// `scan`, `idle-close-race`, `tampering-signature-7`.
  public var name: String
  /// What was seen, in a sentence; a signature only "looks like".
  public var statement: String
  /// The frames it was seen in.
  public var frames: [FrameID]

  /// Names a pattern.
  public init(name: String, statement: String, frames: [FrameID]) {
    self.name = name
    self.statement = statement
    self.frames = frames
  }
}
