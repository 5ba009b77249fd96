import CLinux
import Synchronization

/// Ctrl-C while scenarios run: they are left where they are, what has ended is reported, and nothing stays behind.
///
/// Caught by a thread that waits for the signal, so that what follows may do more than a signal handler may. A second
/// signal ends the process at once.
final class Interruption: Sendable {
  private enum State {
    case watching, interrupted, over
  }

  private let state = Mutex(State.watching)

  /// Blocks the signals in this thread and those that it starts from now on, and waits for them elsewhere.
  init() {
    clinux_block_interruption()
    let isStarted = ScenarioThread.start { [self] in
      while true {
        let signal = clinux_wait_interruption()
        guard signal > 0 else { return }
        let isFirst = state.withLock { state in
          defer { if state == .watching { state = .interrupted } }
          return state == .watching
        }
        if !isFirst { clinux_die_of(signal) }
      }
    }
    if !isStarted { end() }
  }

  /// Whether a signal came.
  var hasCome: Bool { state.withLock { $0 == .interrupted } }

  /// Lets signals end the process again.
  func end() {
    state.withLock { state in if state == .watching { state = .over } }
    clinux_unblock_interruption()
  }
}
