/// What the capture lets us know of one side's connection state.
///
/// A capture begins in the middle of things, so ``unseen`` and ``partial`` rank with the states of RFC 9293 §3.3.2.
public enum EndpointState: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// No segment from this side yet.
  case unseen
  /// Segments, but no handshake: the connection is older than the capture.
  case partial
  case listen
  case synSent
  case synReceived
  case established
  case finWait1
  case finWait2
  case closeWait
  case closing
  case lastAck
  case timeWait
  case closed
}
