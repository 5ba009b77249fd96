import CLinux
import Dispatch
import Glibc
import Traces

/// A thread of its own for one scenario: namespaces and descriptors are a thread's, and end with it.
enum ScenarioThread {
  /// Starts a detached thread; false if the machine has none to give.
  static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    DetachedThread.start {
      clinux_hold_sigpipe()
      run()
    }
  }

  /// Starts a thread as above, and tries for a tenth of a second: the kernel counts one that has ended a moment longer.
  static func startPatiently(_ run: @escaping @Sendable () -> Void) -> Bool {
    for _ in 0..<50 {
      if start(run) { return true }
      usleep(2000)
    }
    return false
  }

  /// How many threads or processes more this one may have at once, up to `limit`: found out by starting them, for no file
  /// tells what the user's limit, the container's and the machine's come to.
  static func available(upTo limit: Int) -> Int {
    let (isCounted, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var count = 0
    let park: @Sendable () -> Void = {
      isCounted.wait()
      isOver.signal()
    }
    while count < limit, start(park) { count += 1 }
    for _ in 0..<count { isCounted.signal() }
    for _ in 0..<count { isOver.wait() }
    return count
  }
}
