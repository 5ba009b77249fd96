public import Wire

/// One system call as it really happened, taken around the call itself (`--calls`, strace, or a scenario's own end).
public struct CallRecord: Hashable, Sendable {
  /// Names a call within one report; from 1 in time order.
  public typealias ID = Int

  /// Its number within the report.
  public var id: ID
  /// Its row in the merged timeline of a recording, if it has one.
  public var frame: FrameID?
  /// When the call was entered.
  public var time: Timestamp
  /// When it returned; equal to ``time`` where only one moment is known.
  public var endTime: Timestamp
  /// Who called.
  public var process: Process?
  /// The system call's name: `recv`, `getsockopt`.
  public var name: String
  /// The file descriptor.
  public var fileDescriptor: Int32?
  /// The socket's own endpoint, where known.
  public var local: Endpoint?
  /// The socket's peer, where known.
  public var remote: Endpoint?
  /// Bytes asked for.
  public var requested: Int?
  /// Flags as their C names: `MSG_PEEK|MSG_DONTWAIT`.
  public var flags: String?
  /// The socket option: `SO_ERROR`, `SO_LINGER`.
  public var option: String?
  /// What the call returned; -1 with ``errno`` on failure.
  public var result: Int
  /// The error of a failed call.
  public var errno: Errno?
  /// What `getsockopt(SO_ERROR)` handed out; nil for other calls.
  public var socketError: Errno?
  /// What poll or epoll reported, as C names without prefix: `IN`, `ERR`, `HUP`.
  public var revents: [String]
  /// A signal that the call raised: `SIGPIPE`.
  public var signal: String?

  /// How many bytes its texts have together, for a bound on memory.
  public var textLength: Int {
    let texts = [name, flags ?? "", option ?? "", signal ?? "", process?.name ?? ""] + revents
    return texts.reduce(0) { $0 + $1.utf8.count }
  }

  /// Who made a call.
  public struct Process: Hashable, Sendable {
    /// Process identifier.
    public var pid: Int32
    /// Thread identifier.
    public var tid: Int32
    /// The program's name (`comm`).
    public var name: String?
    /// Describes a process.
    public init(pid: Int32, tid: Int32, name: String? = nil) {
      self.pid = pid
      self.tid = tid
      self.name = name
    }
  }

  /// Assembles a record.
  public init(
    id: ID = 0, frame: FrameID? = nil, time: Timestamp, endTime: Timestamp, process: Process? = nil, name: String,
    fileDescriptor: Int32? = nil, local: Endpoint? = nil, remote: Endpoint? = nil, requested: Int? = nil,
    flags: String? = nil, option: String? = nil, result: Int, errno: Errno? = nil, socketError: Errno? = nil,
    revents: [String] = [], signal: String? = nil
  ) {
    self.id = id
    self.frame = frame
    self.time = time
    self.endTime = endTime
    self.process = process
    self.name = name
    self.fileDescriptor = fileDescriptor
    self.local = local
    self.remote = remote
    self.requested = requested
    self.flags = flags
    self.option = option
    self.result = result
    self.errno = errno
    self.socketError = socketError
    self.revents = revents
    self.signal = signal
  }
}
