public import Host

/// What must come of a call: one of several lawful outcomes.
public struct CallExpectation: Hashable, Sendable {
  /// The outcomes; calls that were begun together take one each, in any order.
  public var outcomes: [[Outcome]]

  /// One outcome.
  public enum Outcome: Hashable, Sendable {
    /// A return value: a byte count, 0 for success or end of file.
    case result(Int)
    /// Any success.
    case success
    /// At least so many bytes.
    case atLeast(Int)
    /// A failure; for `SO_ERROR` the error handed out. With the signal that it raises.
    case failure(Errno, signal: String?)
    /// The signal that the call raises ends the party's process: the call never returns.
    case killed(signal: String)
    /// Poll bits, in any order; empty for none.
    case readiness([String])
    /// A state by its kernel name.
    case state(String)
  }
}
