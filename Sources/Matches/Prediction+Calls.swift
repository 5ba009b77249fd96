extension Prediction {
  /// What the next reads return, in order, if nothing else is called first: `ECONNRESET`, `0 (end of file)`.
  ///
  /// Bytes that were received before stay readable and come first (`man 2 recv`; `tcp_recvmsg_locked`).
  public var reads: [String] {
    switch outlook {
    case .nothing, .unseen: []
    case .soft: error.map { ["EAGAIN, \($0) only by SO_ERROR"] } ?? []
    case .pendingError: error.map { ["\($0)", "0 (end of file)"] } ?? []
    case .endOfFileThenPipe: ["0 (end of file)"]
    case .connecting: error.map { ["\($0)", "0 (end of file; ENOTCONN where connect() returned the error)"] } ?? []
    case .disconnected: error.map { ["\($0)", "ENOTCONN"] } ?? []
    }
  }

  /// What the next writes return, in order, if nothing else is called first: `ECONNRESET`, `EPIPE + SIGPIPE`.
  public var writes: [String] {
    switch outlook {
    case .nothing, .unseen, .soft: []
    case .pendingError, .connecting, .disconnected: error.map { ["\($0)", "EPIPE + SIGPIPE"] } ?? []
    case .endOfFileThenPipe: ["EPIPE + SIGPIPE"]
    }
  }
}
