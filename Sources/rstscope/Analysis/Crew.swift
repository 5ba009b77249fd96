import CLinux
import Dispatch
import Synchronization
import Traces

/// Threads for workers that wait for each other.
///
/// A pool promises to run its jobs, not to run two at once: with one processor to run on, libdispatch begins with the second
/// worker when the first has ended, and that one waits for the second.
struct Crew: ~Copyable {
  /// How many workers there are, the caller among them.
  let count: Int
  private let work = Work()

  /// Processors that this process may run on, at least 1 and at most `limit` (`man 2 sched_getaffinity`).
  static func processors(atMost limit: Int) -> Int {
    var list = [Int32](repeating: 0, count: limit)
    return max(1, Int(unsafe clinux_allowed_processors(&list, Int32(limit))))
  }

  /// Gathers `wanted` workers, or as many as the machine has threads for.
  init(atMost wanted: Int) {
    var count = 1
    while count < wanted, DetachedThread.start({ [work, count] in work.take(as: count) }) { count += 1 }
    self.count = count
  }

  /// Those that were given nothing to do end now.
  deinit { begin(nil) }

  /// Runs `body` for each worker, from 0, all at the same time, and returns when all have ended.
  ///
  /// - Parameter tidying: Done by the last of the caller's helpers while the caller goes on.
  consuming func run(
    tidying: @escaping @Sendable () -> Void, _ body: @escaping @Sendable (_ worker: Int) -> Void
  ) {
    work.busy.store(count - 1, ordering: .relaxed)
    begin(Job(body: body, tidying: tidying))
    body(0)
    for _ in 1..<count { work.ended.wait() }
  }

  private func begin(_ job: Job?) {
    work.job.withLock { $0 = job }
    for _ in 1..<count { work.begun.signal() }
  }

  /// What there is to do.
  private struct Job: Sendable {
    let body: @Sendable (_ worker: Int) -> Void
    let tidying: @Sendable () -> Void
  }

  /// What the threads wait for.
  private final class Work: Sendable {
    let job = Mutex<Job?>(nil)
    /// Helpers that have not ended.
    let busy = Atomic<Int>(0)
    let begun = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)

    func take(as worker: Int) {
      begun.wait()
      guard let job = job.withLock({ $0 }) else { return }
      job.body(worker)
      let isLast = busy.subtract(1, ordering: .acquiringAndReleasing).newValue == 0
      ended.signal()
      if isLast { job.tidying() }
    }
  }
}
