/// Why the kernel's own reasons cannot be had.
public enum TraceError: Error, Hashable, Sendable {
  /// tracefs is not for this user, or not there: what was tried, and the errno's text.
  case unavailable(String)
  /// The kernel has no such event: `tcp_send_reset` names its reasons since Linux 6.10.
  case noEvent(String)
}

extension TraceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unavailable(let problem): "no kernel reasons: \(problem)"
    case .noEvent(let name): "no kernel reasons: this kernel has no usable event \(name) (it came with Linux 6.10)"
    }
  }
}
