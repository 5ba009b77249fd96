/// How a connection looks as a whole, in Zeek's words (`base/protocols/conn/main.zeek`).
public enum ConnectionState: String, Sendable, CaseIterable {
  /// Connection attempt seen, no reply.
  case s0 = "S0"
  /// Established, not terminated.
  case s1 = "S1"
  /// Normal establishment and termination.
  case sf = "SF"
  /// Connection attempt rejected.
  case rejected = "REJ"
  /// Established, close attempt by the originator seen, no reply.
  case s2 = "S2"
  /// Established, close attempt by the responder seen, no reply.
  case s3 = "S3"
  /// Established, originator aborted.
  case resetByOriginator = "RSTO"
  /// Responder sent a RST.
  case resetByResponder = "RSTR"
  /// Originator sent a SYN followed by a RST; no SYN+ACK seen.
  case synThenReset = "RSTOS0"
  /// Responder sent a SYN+ACK followed by a RST; no SYN seen.
  case synAckThenReset = "RSTRH"
  /// Originator sent a SYN followed by a FIN; no SYN+ACK seen.
  case halfOpenOriginator = "SH"
  /// Responder sent a SYN+ACK followed by a FIN; no SYN seen.
  case halfOpenResponder = "SHR"
  /// Midstream traffic, no SYN seen.
  case other = "OTH"
}
