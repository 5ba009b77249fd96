public import Causes
public import Host
public import Matches
public import Wire

/// A RST that a scenario declares beforehand, as three witnesses must tell of it.
public struct DeclaredReset: Hashable, Sendable {
  /// The line in its file, from 1.
  public var line: Int
  /// Whose address it bears.
  public var from: String
  /// `RST` or `RST,ACK`; nil if not declared.
  public var flags: TCPFlags?
  /// Why it is sent: the truth; more than one where several are true at once.
  public var causes: [Cause]
  /// The verdict from packets alone: one member is settled, several are a tie, in any order. Nil: the truth must be
  /// among the candidates.
  public var fromPackets: [Cause]?
  /// The kernel's reasons that are lawful; empty where no kernel sends it.
  public var reasons: [ResetReason]
  /// A function that the kernel's stack must hold; nil if not declared.
  public var stack: String?
  /// What the receiver does with it; nil if not declared.
  public var acceptance: Acceptance?
  /// How often it may come: 1 if nothing is said.
  public var times: ClosedRange<Int>
  /// Why several outcomes are lawful.
  public var because: String?
}

/// A segment that a scenario declares beforehand.
public struct DeclaredSegment: Hashable, Sendable {
  /// Whose address it bears.
  public var from: String
  /// Its control bits; PSH is not compared.
  public var flags: TCPFlags
  /// Its payload in bytes; nil if not declared.
  public var payloadLength: Int?
}
