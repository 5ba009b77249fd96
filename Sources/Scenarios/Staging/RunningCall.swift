import CLinux
import Glibc

/// A call that was begun and may still sit in the kernel.
@safe final class RunningCall {
  private let slot: UnsafeMutablePointer<clinux_call>
  private var thread: UInt64?
  private let caller: Caller
  private let name: String

  init(slot: UnsafeMutablePointer<clinux_call>, thread: UInt64?, caller: Caller, name: String) {
    unsafe self.slot = slot
    self.thread = thread
    self.caller = caller
    self.name = name
  }

  deinit { _ = finish(interrupting: true) }

  /// Whether the call is in the kernel and waits there, by its thread's state in /proc.
  var isBlocked: Bool {
    guard unsafe clinux_has_entered(slot) != 0, !isDone else { return false }
    let path = unsafe "/proc/\(slot.pointee.process)/task/\(slot.pointee.thread)/stat"
    guard let stat = SmallFile.read(path), let name = stat.lastIndex(of: ")") else { return false }
    return stat[name...].dropFirst(2).first == "S"
  }

  /// Whether it has returned.
  var isDone: Bool { unsafe clinux_is_done(slot) != 0 }

  /// Waits for its end; interrupts it first if asked.
  func finish(interrupting: Bool = false) -> CallResult {
    if let thread {
      while interrupting, !isDone {
        if unsafe clinux_has_entered(slot) != 0 { _ = unsafe clinux_interrupt(slot.pointee.thread) }
        sched_yield()
      }
      _ = clinux_join(thread)
      self.thread = nil
    } else if !isDone {
      return unsafe caller.finish(slot, deadline: interrupting ? 0 : slot.pointee.deadline)
    }
    return unsafe CallResult(slot.pointee, name: name)
  }
}
