/// An ICMP or ICMPv6 error that a scenario declares beforehand.
public struct DeclaredError: Hashable, Sendable {
  /// Who reports it: an end, or `router` for anybody who is none.
  public var source: String
  /// The party whose segment it is about.
  public var destination: String
  /// ICMP or ICMPv6, by the scenario's addresses.
  public var type: UInt8
  /// The code within the type.
  public var code: UInt8
}
