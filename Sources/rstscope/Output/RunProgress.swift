import Matches
import Synchronization

/// A line on a terminal's standard error that says how far a run has come; silent elsewhere.
final class RunProgress: Sendable {
  private struct State {
    var done = 0
    var failed = 0
  }

  private let total: Int
  private let isShown: Bool
  private let state = Mutex(State())

  /// Starts at nothing of `total`.
  init(total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown && total > 1 && StandardError.isTerminal && !Terminal.isDumb
  }

  /// Counts one more.
  func advance(with outcome: ScenarioOutcome) {
    guard isShown else { return }
    state.withLock { state in
      state.done += 1
      if outcome.status == .failed { state.failed += 1 }
      let failures = state.failed == 0 ? "" : ", \(state.failed) failed"
      StandardError.printRaw("\r\u{1b}[K\(state.done) of \(total)\(failures)  \(outcome.name)")
    }
  }

  /// Takes the line away.
  func clear() {
    if isShown { StandardError.printRaw("\r\u{1b}[K") }
  }
}
