public import Causes
public import Host
public import Matches

/// What three witnesses must say of a RST: the packets, the calls and the kernel.
public struct DeclaredReset: Hashable, Sendable {
  /// Why it is sent: the truth; more than one where several are true at once.
  public var causes: [Cause]
  /// The verdict from packets alone: one member is settled, several are a tie, in any order. Nil: the truth must be
  /// among the candidates.
  public var fromPackets: [Cause]?
  /// The kernel's reasons that are lawful; empty where no kernel sends it; nil if not declared.
  public var reasons: [ResetReason]?
  /// A function that the kernel's stack must hold; nil if not declared.
  public var stack: String?
  /// What the receiver does with it; nil if not declared.
  public var acceptance: Acceptance?
}
