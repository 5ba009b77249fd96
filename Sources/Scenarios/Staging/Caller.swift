import CLinux
import Glibc

/// Where a party's calls are made: on the scenario's own thread, or in a child process that may be killed.
@safe final class Caller {
  private let arena: Arena
  private let name: String
  /// The child, or nil for the scenario's own thread.
  private(set) var child: pid_t?
  private var channel: Int32 = -1

  /// Makes calls on the thread that asks.
  init(arena: Arena, name: String) {
    self.arena = arena
    self.name = name
  }

  /// Makes calls in a new child of the calling thread.
  convenience init(childOf arena: Arena, name: String) throws {
    self.init(arena: arena, name: name)
    var ends: [Int32] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw ScenarioError.refused(what: "socketpair: \(NetworkNamespace.text(of: errno))", remedy: "raise ulimit -n")
    }
    let pid = clinux_fork_caller(ends[1])
    Glibc.close(ends[1])
    channel = ends[0]
    guard pid > 0 else {
      throw ScenarioError.refused(what: "fork: \(NetworkNamespace.text(of: errno))", remedy: "raise ulimit -u")
    }
    child = pid
  }

  deinit {
    if channel >= 0 { Glibc.close(channel) }
    if let child { Self.end(child) }
  }

  /// Makes a call and waits for it, at most `deadline` milliseconds.
  func perform(_ call: SystemCall, deadline: Int32) -> CallResult {
    arena.scratch {
      guard let slot = unsafe arena.slot() else { return CallResult(clinux_call(), name: name) }
      unsafe Self.fill(slot, call, deadline)
      guard child != nil else {
        unsafe clinux_perform(slot)
        return unsafe CallResult(slot.pointee, name: name)
      }
      let answer = unsafe send(slot) ? receive(deadline) : .none
      return unsafe answer == .done ? CallResult(slot.pointee, name: name) : unanswered(slot, answer)
    }
  }

  /// Starts a call on a thread of its own (or in the child) and does not wait.
  func begin(_ call: SystemCall, deadline: Int32) throws -> RunningCall {
    guard let slot = unsafe arena.slotForGood() else { throw Words.Problem("too many calls at once") }
    unsafe Self.fill(slot, call, deadline)
    if child != nil {
      guard unsafe send(slot) else { throw Words.Problem("the party's process is gone") }
      return unsafe RunningCall(slot: slot, thread: nil, caller: self, name: name)
    }
    var thread: UInt64 = 0
    guard unsafe clinux_start(slot, &thread) == 0 else { throw Words.Problem("no thread can be started") }
    return unsafe RunningCall(slot: slot, thread: thread, caller: self, name: name)
  }

  /// Waits for the child's answer to what was begun.
  func finish(_ slot: UnsafeMutablePointer<clinux_call>, deadline: Int32) -> CallResult {
    let answer = receive(deadline)
    return unsafe answer == .done ? CallResult(slot.pointee, name: name) : unanswered(slot, answer)
  }

  /// What came of a call that the child did not answer: it died in it, or it is stuck.
  private func unanswered(_ slot: UnsafeMutablePointer<clinux_call>, _ answer: Answer) -> CallResult {
    let signal = answer == .gone ? reap() : nil
    if signal == SIGPIPE {
      return unsafe CallResult(endedBySigpipe: slot.pointee, name: name, at: Stage.now())
    }
    unsafe slot.pointee.result = -1
    unsafe slot.pointee.error = ESRCH
    return unsafe CallResult(slot.pointee, name: name)
  }

  /// Waits for the end of a child that has closed its channel; the signal that ended it, if one did.
  private func reap() -> Int32? {
    guard let child else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    self.child = nil
    let signal = status & 0x7f
    return signal == 0 ? nil : signal
  }

  /// Kills the child with SIGKILL, or asks it to exit, and waits until it is gone.
  func terminate(bySignal: Bool) {
    guard let child else { return }
    if bySignal {
      kill(child, SIGKILL)
    } else {
      Glibc.close(channel)
      channel = -1
    }
    waitpid(child, nil, 0)
    self.child = nil
  }

  private static func end(_ child: pid_t) {
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
  }

  private static func fill(_ slot: UnsafeMutablePointer<clinux_call>, _ call: SystemCall, _ deadline: Int32) {
    var filled = clinux_call()
    filled.number = Int64(call.number)
    filled.deadline = deadline
    let a = call.arguments + Array(repeating: 0, count: max(0, 6 - call.arguments.count))
    filled.arguments = (a[0], a[1], a[2], a[3], a[4], a[5])
    unsafe slot.pointee = filled
  }

  private func send(_ slot: UnsafeMutablePointer<clinux_call>) -> Bool {
    var address = UInt64(UInt(bitPattern: slot))
    return unsafe Glibc.send(channel, &address, 8, Int32(MSG_NOSIGNAL)) == 8
  }

  private enum Answer {
    case done
    /// The child has ended.
    case gone
    /// None within the time.
    case none
  }

  private func receive(_ deadline: Int32) -> Answer {
    var interest = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
    guard unsafe Glibc.poll(&interest, 1, deadline + 2000) > 0 else { return .none }
    var address: UInt64 = 0
    return unsafe Glibc.recv(channel, &address, 8, 0) == 8 ? .done : .gone
  }
}
