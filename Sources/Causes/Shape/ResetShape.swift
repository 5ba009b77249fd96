public import Flows
import Wire

/// What a RST looks like beside the shapes that hosts give to their own (RFC 9293 §3.10.7, Linux
/// `tcp_send_active_reset` and `tcp_v4_send_reset`).
public enum ResetShape: String, Sendable, BitwiseCopyable, CaseIterable {
  /// RST,ACK with the sender's own next sequence number: it was ending the connection.
  case active
  /// RST without ACK whose SEQ is an acknowledgment that the other side sent: the answer to a segment with ACK.
  case passiveAck = "passive-ack"
  /// RST,ACK with SEQ 0 that acknowledges the whole of a segment without ACK, mostly a SYN.
  case passiveNoAck = "passive-no-ack"
  /// None of these: another stack, something in between, or a forger.
  case foreign
}

extension ResetShape {
  /// The shape of `reset`, as far as the capture can judge it: what was not captured contradicts nothing.
  public init(of reset: Reset) { self = reset.show { Scene($0).shape } }
}
