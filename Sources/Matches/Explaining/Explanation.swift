public import Causes
public import Host
public import Wire

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
  public enum Kind: String, Sendable, CaseIterable {
    /// A RST that the socket took.
    case reset
    /// An ICMP error.
    case icmp
    /// A timer of this end ran out.
    case timer
    /// An earlier call took the socket's one error, or connected nothing.
    case earlierCall = "earlier-call"
    /// This end's own doing: its own shutdown, a missing route, a kill.
    case local
    /// No witness explains it.
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
