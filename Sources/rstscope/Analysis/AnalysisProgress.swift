import CLinux
import Glibc
import Synchronization

/// How far an analysis has come, for whoever shows it; safe to read from any thread.
final class AnalysisProgress: Sendable {
  private let read = Atomic<Int>(0)
  private let whole = Atomic<Int>(0)
  /// A descriptor that becomes readable when the work is to end; -1 where none can be had.
  let stopEvent = clinux_make_event()

  deinit { if stopEvent >= 0 { close(stopEvent) } }

  /// Bytes of the files read so far, compressed as they are.
  var bytes: Int { read.load(ordering: .relaxed) }

  /// Bytes that there are; nil where a pipe is among the sources.
  var total: Int? {
    let total = whole.load(ordering: .relaxed)
    return total < 0 ? nil : total
  }

  /// Sets the total before the work begins.
  func start(total: Int?) { whole.store(total ?? -1, ordering: .relaxed) }

  /// Counts more bytes as read.
  func add(_ count: Int) { read.add(count, ordering: .relaxed) }

  /// Whether the work is to end where it is.
  var isStopped: Bool { clinux_has_event(stopEvent) != 0 }

  /// Asks the workers to end where they are.
  func stop() { clinux_raise_event(stopEvent) }
}
