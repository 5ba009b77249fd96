public import Causes
public import Host
public import Wire

/// What a scenario declares before it runs: its truth. What is left out is neither declared nor compared.
public struct Expectation: Hashable, Sendable {
  /// The calls of every actor, each actor's own in order.
  public var calls: [Call]
  /// The segments in capture order, bare acknowledgments left out; nil if not declared.
  public var segments: [Sent]?
  /// The resets in capture order; nil if not declared.
  public var resets: [Reset]?
  /// Causes of failures without a RST; nil if not declared.
  public var failures: [Cause]?

  /// One declared call.
  public struct Call: Hashable, Sendable {
    /// Whose call: `client`, `server`.
    public var actor: String
    /// The system call's name.
    public var name: String
    /// What it returns: a count, or -1; nil if any success will do.
    public var result: Int?
    /// The error of a failed call.
    public var errno: Errno?
    /// What `SO_ERROR` hands out.
    public var socketError: Errno?
    /// What poll reports, in any order; nil if not declared.
    public var revents: [String]?
    /// The signal that it raises; nil if none.
    public var signal: String?

    /// Declares a call.
    public init(
      actor: String, name: String, result: Int? = nil, errno: Errno? = nil, socketError: Errno? = nil,
      revents: [String]? = nil, signal: String? = nil
    ) {
      self.actor = actor
      self.name = name
      self.result = result
      self.errno = errno
      self.socketError = socketError
      self.revents = revents
      self.signal = signal
    }
  }

  /// One declared segment.
  public struct Sent: Hashable, Sendable {
    /// Whose address it bears.
    public var actor: String
    /// Its control bits; PSH is not compared.
    public var flags: TCPFlags
    /// Its payload in bytes; nil if not declared.
    public var payloadLength: Int?

    /// Declares a segment.
    public init(actor: String, flags: TCPFlags, payloadLength: Int? = nil) {
      self.actor = actor
      self.flags = flags
      self.payloadLength = payloadLength
    }
  }

  /// One declared reset.
  public struct Reset: Hashable, Sendable {
    /// Whose address it bears.
    public var actor: String
    /// The verdict from packets alone: one cause is settled, several are a tie whose first is the likeliest.
    public var fromPackets: [Cause]
    /// The verdict with calls and kernel events; nil if no better than from packets.
    public var withWitnesses: Cause?
    /// The kernel's reason; nil where no kernel sent it.
    public var reason: ResetReason?
    /// Whether it was taken; nil if not declared.
    public var acceptance: Acceptance?
    /// The error that the receiving socket stores; nil for none.
    public var receiverError: Errno?

    /// Declares a reset.
    public init(
      actor: String, fromPackets: [Cause], withWitnesses: Cause? = nil, reason: ResetReason? = nil,
      acceptance: Acceptance? = nil, receiverError: Errno? = nil
    ) {
      self.actor = actor
      self.fromPackets = fromPackets
      self.withWitnesses = withWitnesses
      self.reason = reason
      self.acceptance = acceptance
      self.receiverError = receiverError
    }
  }

  /// Declares a scenario's truth.
  public init(
    calls: [Call] = [], segments: [Sent]? = nil, resets: [Reset]? = nil, failures: [Cause]? = nil
  ) {
    self.calls = calls
    self.segments = segments
    self.resets = resets
    self.failures = failures
  }
}

/// An outcome other than the declared one that is lawful too, and why.
public struct LawfulAlternative: Hashable, Sendable {
  /// Why it may come out this way: `the FIN's acknowledgment may be delayed`.
  public var why: String
  /// What is declared then.
  public var expectation: Expectation

  /// Declares an alternative.
  public init(why: String, expectation: Expectation) {
    self.why = why
    self.expectation = expectation
  }
}
