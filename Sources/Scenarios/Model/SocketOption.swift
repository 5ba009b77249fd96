/// A socket option with its value, as a scenario sets it.
public struct SocketOption: Hashable, Sendable {
  /// Which one.
  public var name: Name
  /// Its integer values: one, or two for `SO_LINGER` (on, seconds).
  public var values: [Int32]

  /// The options that a scenario may set; the raw value is the name in C.
  public enum Name: String, Sendable, CaseIterable {
    case linger = "SO_LINGER"
    case receiveBuffer = "SO_RCVBUF"
    case sendBuffer = "SO_SNDBUF"
    case receiveTimeout = "SO_RCVTIMEO"
    case sendTimeout = "SO_SNDTIMEO"
    case keepAlive = "SO_KEEPALIVE"
    case keepIdle = "TCP_KEEPIDLE"
    case keepInterval = "TCP_KEEPINTVL"
    case keepCount = "TCP_KEEPCNT"
    case userTimeout = "TCP_USER_TIMEOUT"
    case linger2 = "TCP_LINGER2"
    case noDelay = "TCP_NODELAY"
    case cork = "TCP_CORK"
    case quickAck = "TCP_QUICKACK"
    case deferAccept = "TCP_DEFER_ACCEPT"
    case synCount = "TCP_SYNCNT"
    case fastOpen = "TCP_FASTOPEN"
    case fastOpenConnect = "TCP_FASTOPEN_CONNECT"
    case md5Signature = "TCP_MD5SIG"
    case trafficClass = "IPV6_TCLASS"
    case timeToLive = "IP_TTL"
    case typeOfService = "IP_TOS"
    case receiveErrors = "IP_RECVERR"
    case hopLimit = "IPV6_UNICAST_HOPS"
    case receiveErrors6 = "IPV6_RECVERR"
    /// No C option: ignores every arriving segment, by a socket filter that accepts nothing.
    case deaf
    /// No C option: O_NONBLOCK.
    case nonblocking
  }
}
