public import Wire

/// One tracepoint record of the kernel about a socket.
public struct KernelEvent: Hashable, Sendable {
  /// Names an event within one report; from 1 in time order.
  public typealias ID = Int

  /// Its number within the report.
  public var id: ID
  /// Its row in the merged timeline of a recording, if it has one.
  public var frame: FrameID?
  /// When it fired, on the capture's clock.
  public var time: Timestamp
  /// Which tracepoint.
  public var name: Name
  /// The socket's own end, or nil where the kernel wrote no usable address.
  public var source: Endpoint?
  /// The other end; nil for listeners and TIME-WAIT (the kernel writes 0.0.0.0:0).
  public var destination: Endpoint?
  /// `tcp_send_reset`: the reason.
  public var reason: ResetReason?
  /// The socket's state as the event prints it, after the transition: `TCP_CLOSE`.
  public var state: String?
  /// `inet_sk_error_report`: the error that was stored.
  public var error: Errno?
  /// The call stack, innermost first, symbol names only.
  public var stack: [String]
  /// The thread on whose time it happened, which need not be the cause's.
  public var process: CallRecord.Process?

  /// How many bytes its texts have together, for a bound on memory.
  public var textLength: Int {
    let texts = [name.rawValue, reason?.rawValue ?? "", state ?? "", process?.name ?? ""] + stack
    return texts.reduce(0) { $0 + $1.utf8.count }
  }

  /// A tracepoint.
  public struct Name: RawRepresentable, Hashable, Sendable {
    /// As in tracefs: `tcp_send_reset`.
    public var rawValue: String
    /// Wraps a name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The kernel sends a RST.
    public static let sendReset = Name(rawValue: "tcp_send_reset")
    /// A connection was reset; without a RST if `shutdown(RDWR)` met data (KERNEL d6).
    public static let receiveReset = Name(rawValue: "tcp_receive_reset")
    /// A socket reported an error.
    public static let errorReport = Name(rawValue: "inet_sk_error_report")
  }

  /// Assembles an event.
  public init(
    id: ID = 0, frame: FrameID? = nil, time: Timestamp, name: Name, source: Endpoint? = nil,
    destination: Endpoint? = nil, reason: ResetReason? = nil, state: String? = nil, error: Errno? = nil,
    stack: [String] = [], process: CallRecord.Process? = nil
  ) {
    self.id = id
    self.frame = frame
    self.time = time
    self.name = name
    self.source = source
    self.destination = destination
    self.reason = reason
    self.state = state
    self.error = error
    self.stack = stack
    self.process = process
  }
}
