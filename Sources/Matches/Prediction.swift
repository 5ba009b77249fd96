public import Causes
public import Flows
public import Host

/// What one side's socket must show after a reset or a failure: a value of fixed size, words on demand.
public struct Prediction: Hashable, Sendable {
  /// The state that the side was in.
  public var state: EndpointState
  /// What the kernel stored as the socket's error; nil if nothing, or if unknown.
  public var error: Errno?
  /// How sure that is.
  public var certainty: Certainty
  /// What shows that this side's system is none of Linux, whose law then says nothing; nil where it may be Linux.
  public var unlikeLinux: StackTrait?
  /// Which calls the socket still answers, and how; see ``Outlook``.
  public var outlook: Outlook

  /// How sure a prediction is.
  public enum Certainty: String, Sendable, BitwiseCopyable {
    /// The capture shows what the law needs.
    case known
    /// The law of Linux, assumed of an end that looks like it.
    case assumed
    /// The capture does not tell, or the end is not Linux.
    case unknown
  }

  /// How the socket answers its next calls.
  public enum Outlook: UInt8, Sendable, BitwiseCopyable {
    /// Nothing can be said, or nothing changes.
    case nothing
    /// The error is pending; the first call takes it, later reads find end of file and later writes EPIPE.
    case pendingError
    /// The peer's FIN came first: reads find end of file for ever and never the error, writes EPIPE.
    case endOfFileThenPipe
    /// A blocking `connect()` returns the error itself; then the socket is unconnected.
    case connecting
    /// The kernel dropped a connection that no application had: no call sees anything.
    case unseen
    /// Disconnected by its own side: reads find the error, then ENOTCONN.
    case disconnected
    /// The error is soft: it waits for `SO_ERROR`, or replaces ETIMEDOUT when the timer fires.
    case soft
  }

  /// Assembles a prediction.
  public init(
    state: EndpointState, error: Errno?, certainty: Certainty, outlook: Outlook = .nothing,
    unlikeLinux: StackTrait? = nil
  ) {
    self.unlikeLinux = unlikeLinux
    self.state = state
    self.error = error
    self.certainty = certainty
    self.outlook = outlook
  }
}
