public import Causes
public import Flows
public import Host
public import Wire

/// A reset, its verdict, what each side's application must see, and the calls that it explains.
///
/// The packets' verdict is worked out from the reset when somebody asks: rules are pure functions, and a capture with
/// half a million resets has few readers for most of them.
public struct Match: Hashable, Sendable {
  /// The reset in its context.
  public var reset: Reset
  /// Whether the receiver's TCP took it.
  public var acceptance: Acceptance
  /// What the receiver's socket must show.
  public var receiver: Prediction
  /// What the sender's own socket must show, where anything is known of it.
  public var sender: Prediction?
  /// The kernel's own words on this RST; empty where nobody recorded them.
  public var kernelEvents: [KernelEvent]
  /// What witnesses other than the packets say on its cause.
  public var testimony: [Evidence]
  /// Patterns that this reset belongs to, beside its cause.
  public var patternSet: PatternSet
  /// What the RST's own payload says, if it has any.
  public var payload: ResetPayload?
  /// Calls that this reset explains, by number.
  public var calls: [CallRecord.ID]
  /// Received bytes that the sender's application had not read, where its calls tell.
  public var unreadBytes: Int?
  /// A verdict that was handed in rather than worked out.
  private var given: Verdict?

  /// The name of the reset: its frame.
  public var id: FrameID { reset.segment.frame }

  /// The kernel's record of sending this RST, where there is one.
  public var kernelEvent: KernelEvent? { kernelEvents.first }

  /// The patterns in words.
  public var patterns: [Pattern] {
    patternSet.members.map { Pattern(name: $0.name, statement: $0.statement(of: reset), frames: $0.frames(of: reset)) }
  }

  /// Why it was sent, by all witnesses that there were.
  public var verdict: Verdict { given ?? Verdict(reset, Weighing(reset), also: testimony) }

  /// Judges a reset by the packets alone.
  public init(_ reset: Reset) {
    let situation = Situation(ofReceiverOf: reset)
    self.reset = reset
    acceptance = Acceptance(of: reset, in: situation)
    receiver = Prediction(ofReceiverOf: reset, acceptance: acceptance, in: situation)
    sender = Prediction(ofSenderOf: reset)
    kernelEvents = []
    testimony = []
    patternSet = PatternSet(reset)
    calls = []
  }

  /// Leaves out the words that the RST carries; a reason code stays.
  public mutating func dropText() { payload = payload?.withoutText }

  /// Assembles a match from parts.
  public init(
    reset: Reset, verdict: Verdict, acceptance: Acceptance, receiver: Prediction, sender: Prediction? = nil,
    kernelEvents: [KernelEvent] = [], patternSet: PatternSet = PatternSet(), calls: [CallRecord.ID] = []
  ) {
    self.reset = reset
    given = verdict
    self.acceptance = acceptance
    self.receiver = receiver
    self.sender = sender
    self.kernelEvents = kernelEvents
    testimony = []
    self.patternSet = patternSet
    self.calls = calls
  }
}
