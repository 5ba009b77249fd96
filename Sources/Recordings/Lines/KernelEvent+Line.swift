public import Host

extension KernelEvent {
  /// The event as a person reads it: `kernel sends a RST: TCP_ABORT_ON_CLOSE, in __tcp_close`.
  public var line: String {
    switch name {
    case .sendReset: "kernel sends a RST\(reasonText)\(stackText)"
    case .receiveReset: "kernel ends the connection as reset"
    case .errorReport: "kernel reports \(error?.description ?? "an error") to the socket"
    default: "kernel: \(name.rawValue)\(reasonText)"
    }
  }

  private var reasonText: String { reason.map { ": \($0.rawValue)" } ?? "" }

  /// The function that decided: the outermost of the socket layer.
  private var stackText: String {
    let telling = [
      "__tcp_close", "tcp_disconnect", "inet_csk_listen_stop", "tcp_abort", "do_exit", "tcp_keepalive_timer",
    ]
    let found = telling.filter(stack.contains)
    return found.isEmpty ? "" : ", in \(found.joined(separator: " ← "))"
  }
}
