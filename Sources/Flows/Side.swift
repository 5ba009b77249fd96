/// The two sides of a flow.
public enum Side: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Who opened the connection, or who was seen first where no SYN was.
  case originator
  /// The other one.
  case responder

  /// The other side.
  @inlinable
  public var other: Side { self == .originator ? .responder : .originator }
}
