/// One line of a scenario: who does what, and what must come of it.
public struct Step: Hashable, Sendable {
  /// The line in its file, from 1.
  public var line: Int
  /// Who: `client`, `server`, `client2`, `injector`, `firewall`, `host`; `wire` for what is seen rather than done.
  public var party: String
  /// What is done.
  public var action: Action
  /// What must come of it; nil if anything will do.
  public var expected: CallExpectation?
  /// Whether a failed call must be explained by some witness; else by none, as where the capture cannot show the cause.
  public var isExplained = true
  /// The step as it was written, without the party.
  public var text: String

  /// Parties that are no end of a connection.
  static let otherParties: Set<String> = [
    "injector", "firewall", "router-firewall", "router", "admin", "host", "server-host", wire,
  ]
  /// Where a line declares what is seen on the wire.
  static let wire = "wire"
  /// Whom a line of the wire names where nobody of the scenario is.
  static let elsewhere = "elsewhere"
}
