/// The kernel's own reason for sending a RST (`enum sk_rst_reason`), by name.
///
/// By name, never by number: reason 16 is one thing on Linux 6.18 and another before.
public struct ResetReason: RawRepresentable, Hashable, Sendable {
  /// The name without its `SK_RST_REASON_` prefix: `TCP_ABORT_ON_CLOSE`.
  public var rawValue: String
  /// Wraps a name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// `close()` with unread data.
  public static let abortOnClose = ResetReason(rawValue: "TCP_ABORT_ON_CLOSE")
  /// Data for an end that had closed.
  public static let abortOnData = ResetReason(rawValue: "TCP_ABORT_ON_DATA")
  /// Negative `TCP_LINGER2`.
  public static let abortOnLinger = ResetReason(rawValue: "TCP_ABORT_ON_LINGER")
  /// Out of orphans or memory.
  public static let abortOnMemory = ResetReason(rawValue: "TCP_ABORT_ON_MEMORY")
  /// `tcp_need_reset()` of the state: linger zero, disconnect, `ss -K`, a listener closed.
  public static let state = ResetReason(rawValue: "TCP_STATE")
  /// A disconnect with data not yet sent.
  public static let disconnectWithData = ResetReason(rawValue: "TCP_DISCONNECT_WITH_DATA")
  /// Keepalive probes unanswered.
  public static let keepaliveTimeout = ResetReason(rawValue: "TCP_KEEPALIVE_TIMEOUT")
  /// No socket for the segment.
  public static let noSocket = ResetReason(rawValue: "NO_SOCKET")
  /// An acknowledgment that reached a listener, or TIME-WAIT.
  public static let flags = ResetReason(rawValue: "TCP_FLAGS")
  /// A segment for a TIME-WAIT mini-socket.
  public static let timeWaitSocket = ResetReason(rawValue: "TCP_TIMEWAIT_SOCKET")
  /// An acknowledgment of something never sent, in SYN-SENT.
  public static let invalidAcknowledgment = ResetReason(rawValue: "TCP_INVALID_ACK_SEQUENCE")
  /// An acknowledgment of unsent data, in SYN-RECEIVED.
  public static let acknowledgedUnsentData = ResetReason(rawValue: "TCP_ACK_UNSENT_DATA")
  /// An acknowledgment far below the window.
  public static let tooOldAcknowledgment = ResetReason(rawValue: "TCP_TOO_OLD_ACK")
  /// An acknowledgment below the window.
  public static let oldAcknowledgment = ResetReason(rawValue: "TCP_OLD_ACK")
  /// A timestamp that PAWS refused.
  public static let protectionAgainstWrappedSequence = ResetReason(rawValue: "TCP_RFC7323_PAWS")
  /// A second SYN in the handshake, or an accept queue overflow: the name misleads.
  public static let invalidSyn = ResetReason(rawValue: "INVALID_SYN")
}
