public import Wire

/// What a step may wait for: things that can be observed, never a mere passing of time.
public enum Observation: Hashable, Sendable {
  /// A poll bit on the party's socket: `IN`, `ERR`, `HUP`, `RDHUP`, `OUT`.
  case readiness(String)
  /// A poll bit on the party's listener.
  case listenerReadiness(String)
  /// At least so many bytes to read.
  case bytes(Int)
  /// The state of the party's socket, in the kernel's words: `CLOSE_WAIT`.
  case state(String)
  /// All that was sent is acknowledged.
  case acknowledged
  /// The calls that were begun are in the kernel and wait there.
  case blocked
  /// At least `count` segments from the party with these flags in the capture.
  case segment(flags: TCPFlags, count: Int)
  /// An ICMP error in the capture.
  case icmp(count: Int)
  /// No socket of the party's port is left in a given state, or one is: `timewait gone`.
  case timeWait(present: Bool)
}
