public import Matches

/// What every renderer renders: the findings, who made them and where.
public struct Report: Sendable {
  /// The version of the tool.
  public var toolVersion: String
  /// The host that the live witnesses came from, or nil for saved captures.
  public var host: HostDescription?
  /// What was found.
  public var findings: Findings
  /// How each scenario went, for a run; nil for anything else.
  public var outcomes: [ScenarioOutcome]?
  /// Whether pages for people list the flows.
  public var listsFlows: Bool

  /// A machine.
  public struct HostDescription: Hashable, Sendable {
    /// `uname -r`.
    public var kernel: String
    /// `uname -m`.
    public var machine: String
    /// Describes a machine.
    public init(kernel: String, machine: String) {
      self.kernel = kernel
      self.machine = machine
    }
  }

  /// Assembles a report.
  public init(
    toolVersion: String, host: HostDescription? = nil, findings: Findings, outcomes: [ScenarioOutcome]? = nil,
    listsFlows: Bool = false
  ) {
    self.toolVersion = toolVersion
    self.host = host
    self.findings = findings
    self.outcomes = outcomes
    self.listsFlows = listsFlows
  }
}
