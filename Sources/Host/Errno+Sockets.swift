/// The error numbers that sockets return.
extension Errno {
  /// The caller lacks a right. The corresponding C error is `EPERM`.
  public static let operationNotPermitted = Errno(rawValue: 1)
  /// A signal arrived before anything else did. The corresponding C error is `EINTR`.
  public static let interrupted = Errno(rawValue: 4)
  /// The descriptor is not open. The corresponding C error is `EBADF`.
  public static let badFileDescriptor = Errno(rawValue: 9)
  /// The call would have had to wait. The corresponding C error is `EAGAIN`.
  public static let wouldBlock = Errno(rawValue: 11)
  /// An argument makes no sense here. The corresponding C error is `EINVAL`.
  public static let invalidArgument = Errno(rawValue: 22)
  /// Written where no further write can go; the kernel raises SIGPIPE as well. The corresponding C error is `EPIPE`.
  public static let brokenPipe = Errno(rawValue: 32)
  /// Protocol error; ICMP parameter problem. The corresponding C error is `EPROTO`.
  public static let protocolError = Errno(rawValue: 71)
  /// The message does not fit; ICMP fragmentation needed. The corresponding C error is `EMSGSIZE`.
  public static let messageTooLong = Errno(rawValue: 90)
  /// No such option; ICMP protocol unreachable. The corresponding C error is `ENOPROTOOPT`.
  public static let noProtocolOption = Errno(rawValue: 92)
  /// Not for this kind of socket. The corresponding C error is `EOPNOTSUPP`.
  public static let operationNotSupported = Errno(rawValue: 95)
  /// Another socket has this address. The corresponding C error is `EADDRINUSE`.
  public static let addressInUse = Errno(rawValue: 98)
  /// No such address here, or no port left. The corresponding C error is `EADDRNOTAVAIL`.
  public static let addressNotAvailable = Errno(rawValue: 99)
  /// The interface is down. The corresponding C error is `ENETDOWN`.
  public static let networkDown = Errno(rawValue: 100)
  /// No route to the network. The corresponding C error is `ENETUNREACH`.
  public static let networkUnreachable = Errno(rawValue: 101)
  /// The connection was ended on this side, as by `ss -K`. The corresponding C error is `ECONNABORTED`.
  public static let connectionAborted = Errno(rawValue: 103)
  /// A RST ended the connection. The corresponding C error is `ECONNRESET`.
  public static let connectionReset = Errno(rawValue: 104)
  /// The socket is connected already. The corresponding C error is `EISCONN`.
  public static let alreadyConnected = Errno(rawValue: 106)
  /// The socket is not connected. The corresponding C error is `ENOTCONN`.
  public static let notConnected = Errno(rawValue: 107)
  /// The other end did not answer for too long. The corresponding C error is `ETIMEDOUT`.
  public static let timedOut = Errno(rawValue: 110)
  /// A RST answered the connection attempt. The corresponding C error is `ECONNREFUSED`.
  public static let connectionRefused = Errno(rawValue: 111)
  /// The host is known to be down. The corresponding C error is `EHOSTDOWN`.
  public static let hostDown = Errno(rawValue: 112)
  /// No way to the host; the ICMP errors of that name. The corresponding C error is `EHOSTUNREACH`.
  public static let hostUnreachable = Errno(rawValue: 113)
  /// An earlier non-blocking connect is still under way. The corresponding C error is `EALREADY`.
  public static let alreadyInProgress = Errno(rawValue: 114)
  /// A non-blocking connect has begun. The corresponding C error is `EINPROGRESS`.
  public static let inProgress = Errno(rawValue: 115)
}
