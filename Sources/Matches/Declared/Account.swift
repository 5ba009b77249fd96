public import Host
public import Wire

/// What a run showed, with the actors' names: the other half of a comparison with an ``Expectation``.
public struct Account: Sendable {
  /// The calls with their actors, in time order.
  public var calls: [Call]
  /// The segments in capture order.
  public var segments: [Segment]
  /// What the analysis made of it, with all witnesses.
  public var findings: Findings
  /// What the analysis made of the packets alone; nil if it was not asked.
  public var fromPackets: Findings?
  /// Whose address an endpoint is.
  public var actors: [Endpoint: String]
  /// Whether kernel events were recorded; their absence is no difference then.
  public var hasKernelEvents: Bool

  /// One actor's call.
  public struct Call: Hashable, Sendable {
    /// Whose call.
    public var actor: String
    /// The record taken around it.
    public var record: CallRecord

    /// Names a call's actor.
    public init(actor: String, record: CallRecord) {
      self.actor = actor
      self.record = record
    }
  }

  /// Assembles an account.
  public init(
    calls: [Call], segments: [Segment], findings: Findings, fromPackets: Findings? = nil,
    actors: [Endpoint: String], hasKernelEvents: Bool
  ) {
    self.calls = calls
    self.segments = segments
    self.findings = findings
    self.fromPackets = fromPackets
    self.actors = actors
    self.hasKernelEvents = hasKernelEvents
  }
}
