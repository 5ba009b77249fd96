/// Whether the receiver's TCP took a RST (RFC 5961 §3; Linux `tcp_validate_incoming`).
public enum Acceptance: String, Sendable, BitwiseCopyable, CaseIterable {
  /// The connection, or the attempt, ended.
  case accepted
  /// In window but not exact: answered by a challenge ACK, the connection lives.
  case challenged
  /// Outside the window, unsigned, or not for any socket.
  case ignored
  /// The capture does not tell.
  case unknown
}
