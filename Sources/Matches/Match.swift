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
  /// The kernel's own word on this RST.
  public var kernelEvent: KernelEvent?
  /// Patterns that this reset belongs to, beside its cause.
  public var patterns: [Pattern]
  /// Calls that this reset explains, by number.
  public var calls: [CallRecord.ID]

  /// Assembles a match.
  public init(
    reset: Reset, verdict: Verdict, acceptance: Acceptance, receiver: Prediction, sender: Prediction? = nil,
    kernelEvent: KernelEvent? = nil, patterns: [Pattern] = [], calls: [CallRecord.ID] = []
  ) {
    self.reset = reset
    self.verdict = verdict
    self.acceptance = acceptance
    self.receiver = receiver
    self.sender = sender
    self.kernelEvent = kernelEvent
    self.patterns = patterns
    self.calls = calls
  }
}

/// Whether the receiver's TCP took a RST (RFC 5961 §3).
public enum Acceptance: String, Sendable {
  /// The connection ended.
  case accepted
  /// In window but not exact: answered by a challenge ACK.
  case challenged
  /// Outside the window, or not for any socket.
  case ignored
  /// The capture does not tell.
  case unknown
}

/// What one side's socket must show.
public struct Prediction: Hashable, Sendable {
  /// The state that the side was in.
  public var state: EndpointState
  /// What the kernel stored as the socket's error; nil if nothing, or if unknown.
  public var error: Errno?
  /// How sure that is.
  public var certainty: Certainty
  /// What the next reads return, in order: `ECONNRESET`, `0 (end of file)`.
  public var reads: [String]
  /// What the next writes return, in order.
  public var writes: [String]

  /// How sure a prediction is.
  public enum Certainty: String, Sendable {
    /// The capture shows what the law needs.
    case known
    /// The law of Linux, assumed of an end that looks like it.
    case assumed
    /// The capture does not tell, or the end is not Linux.
    case unknown
  }

  /// Assembles a prediction.
  public init(
    state: EndpointState, error: Errno?, certainty: Certainty, reads: [String] = [], writes: [String] = []
  ) {
    self.state = state
    self.error = error
    self.certainty = certainty
    self.reads = reads
    self.writes = writes
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

/// A failure without a RST: a timeout, an ICMP error, something local.
public struct Failure: Hashable, Sendable {
  /// Names a failure within one report, from 1.
  public typealias ID = Int

  /// Its number within the report.
  public var id: ID
  /// The flow it happened in, if there was one.
  public var flow: FrameID?
  /// From the side that failed to the other one.
  public var tuple: FourTuple?
  /// When it happened, as far as the witnesses tell.
  public var time: Timestamp
  /// What it was.
  public var cause: Cause
  /// The frames that show it.
  public var frames: [FrameID]
  /// What the failing side's socket must show.
  public var prediction: Prediction
  /// The evidence.
  public var verdict: Verdict
  /// Calls that it explains, by number.
  public var calls: [CallRecord.ID]

  /// Assembles a failure.
  public init(
    id: ID, flow: FrameID?, tuple: FourTuple?, time: Timestamp, cause: Cause, frames: [FrameID],
    prediction: Prediction, verdict: Verdict, calls: [CallRecord.ID] = []
  ) {
    self.id = id
    self.flow = flow
    self.tuple = tuple
    self.time = time
    self.cause = cause
    self.frames = frames
    self.prediction = prediction
    self.verdict = verdict
    self.calls = calls
  }
}

/// Why a call failed, or what its result hides.
public struct Explanation: Hashable, Sendable {
  /// What kind of thing explains it.
  public var kind: Kind
  /// The cause behind it.
  public var cause: Cause?
  /// The reset that explains it.
  public var reset: FrameID?
  /// The failure that explains it.
  public var failure: Failure.ID?
  /// The frame that explains it.
  public var frame: FrameID?
  /// The earlier call that took the error, or did the closing.
  public var call: CallRecord.ID?
  /// The one sentence.
  public var statement: String

  /// What kind of thing explains a call.
  public enum Kind: String, Sendable {
    case reset
    case icmp
    case timer
    case earlierCall = "earlier-call"
    case local
    case none
  }

  /// Assembles an explanation.
  public init(
    kind: Kind, cause: Cause? = nil, reset: FrameID? = nil, failure: Failure.ID? = nil, frame: FrameID? = nil,
    call: CallRecord.ID? = nil, statement: String
  ) {
    self.kind = kind
    self.cause = cause
    self.reset = reset
    self.failure = failure
    self.frame = frame
    self.call = call
    self.statement = statement
  }
}
