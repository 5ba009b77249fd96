import CLinux
import Host
import Wire

/// What was seen around one real system call.
struct CallResult {
  /// What it returned; -1 on failure.
  var result: Int
  /// The error of a failed call.
  var errno: Errno?
  /// When it was entered.
  var start: Timestamp
  /// When it returned.
  var end: Timestamp
  /// Whether it raised SIGPIPE.
  var raisedSigpipe: Bool
  /// Who made it.
  var process: CallRecord.Process
  /// Whether it lasted longer than its deadline and was interrupted.
  var expired: Bool
  /// Whether SIGPIPE ended the process that made it.
  var endedProcess = false

  init(_ call: clinux_call, name: String) {
    result = Int(call.result)
    errno = call.result == -1 ? Errno(rawValue: call.error) : nil
    start = Timestamp(nanoseconds: call.start_time)
    end = Timestamp(nanoseconds: call.end_time)
    raisedSigpipe = call.raised_sigpipe != 0
    process = CallRecord.Process(pid: call.process, tid: call.thread, name: name)
    expired = call.expired != 0
  }

  /// A call that SIGPIPE ended together with its process. The kernel raises that signal where the call fails with EPIPE
  /// and nowhere else (`man 2 send`), so that the error is known although nobody was left to see it.
  init(endedBySigpipe call: clinux_call, name: String, at end: Timestamp) {
    self.init(call, name: name)
    result = -1
    errno = .brokenPipe
    self.end = end
    raisedSigpipe = true
    endedProcess = true
  }
}

/// One system call to be made: its number and its arguments, addresses pointing into the ``Arena``.
struct SystemCall {
  var number: Int
  var arguments: [Int64]

  init(_ number: Int, _ arguments: Int64...) {
    self.number = number
    self.arguments = arguments
  }
}
