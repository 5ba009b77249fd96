internal import Host

extension CallRecord {
  /// What a system call does to a socket: all that the explanation of its result depends on.
  enum Role {
    /// Moves bytes, either way; `splice` and `sendfile` included.
    case transfer
    case connect
    case accept
    /// `poll`, `select`, `epoll_wait`.
    case wait
    /// `getsockopt(SO_ERROR)`.
    case takeError
    case shutdown
    case close
    case duplicate
    case create
    case setOption
    case other
  }

  /// The role of this call, by its name.
  var role: Role {
    switch name {
    case "read", "readv", "recv", "recvfrom", "recvmsg", "recvmmsg", "preadv", "write", "writev", "send", "sendto",
      "sendmsg", "sendmmsg", "sendfile", "sendfile64", "splice", "pwritev":
      .transfer
    case "connect": .connect
    case "accept", "accept4": .accept
    case "poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2": .wait
    case "getsockopt": socketError != nil || option?.hasPrefix("SO_ERROR") == true ? .takeError : .other
    case "shutdown": .shutdown
    case "close": .close
    case "dup", "dup2", "dup3": .duplicate
    case "socket": .create
    case "setsockopt": .setOption
    default: .other
    }
  }

  /// Whether it takes bytes out of the socket; a peek or a look at the error queue does not.
  var isRead: Bool {
    guard flags?.contains("MSG_PEEK") != true, flags?.contains("MSG_ERRQUEUE") != true else { return false }
    return looksLikeRead
  }

  /// Whether it is of the reading family, peeks included.
  var looksLikeRead: Bool {
    switch name {
    case "read", "readv", "recv", "recvfrom", "recvmsg", "recvmmsg", "preadv": true
    // A splice that returns 0 found the end of a stream; one into a socket never does.
    case "splice": result == 0 || flags?.contains("from-socket") == true
    default: false
    }
  }

  /// The error that this call handed out, if it failed in the contract's sense.
  var failure: Errno? {
    guard isFailed else { return nil }
    if let socketError, socketError.rawValue != 0 { return socketError }
    return errno
  }

  /// Whether it dissolves the connection: `connect()` to AF_UNSPEC (`man 2 connect`).
  var isDisconnect: Bool { name == "connect" && mentions("AF_UNSPEC") }

  /// Whether it switches to `SO_LINGER {1,0}`: close then sends a RST.
  var setsLingerZero: Bool {
    name == "setsockopt" && result == 0 && option?.hasPrefix("SO_LINGER") == true
      && (mentions("{1,0}") || !mentions("{"))
  }

  /// Whether it sets a negative `TCP_LINGER2`.
  var setsNegativeLinger2: Bool { name == "setsockopt" && option?.hasPrefix("TCP_LINGER2") == true && mentions("-") }

  /// Whether it bounds how long data may stay unacknowledged (`TCP_USER_TIMEOUT`, `man 7 tcp`).
  var setsUserTimeout: Bool {
    name == "setsockopt" && result == 0 && option?.hasPrefix("TCP_USER_TIMEOUT") == true
  }

  /// Whether it ends the writing direction.
  var shutsWriting: Bool { name == "shutdown" && result == 0 && (mentions("WR") || !mentions("RD")) }

  /// Whether it ends the reading direction.
  var shutsReading: Bool { name == "shutdown" && result == 0 && mentions("RD") && !mentions("SHUT_WR") }

  private func mentions(_ word: String) -> Bool { option?.contains(word) == true || flags?.contains(word) == true }
}
