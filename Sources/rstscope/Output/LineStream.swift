import Causes
import Flows
import Matches
import Reports
import Synchronization

/// NDJSON that is written while the analysis runs, so that its memory does not grow with the number of resets.
final class LineStream: Sendable {
  private struct State: ~Copyable {
    var output: OutputFile
    var lines = NDJSONReport()
    /// Why writing stopped; told at the end, for workers cannot throw it.
    var failure: (any Error)?
  }

  private let state: Mutex<State>
  private let causes: Set<Cause>?
  private let hidesText: Bool

  /// Bytes that wait before they are written, at most.
  private static let chunk = 1 << 14

  /// Writes to `output`; only resets whose verdict holds one of `causes`, if there are any, and without the text that
  /// RSTs carry where `hidesText`.
  init(_ output: consuming OutputFile, only causes: Set<Cause>?, hidesText: Bool) {
    state = Mutex(State(output: output))
    self.causes = causes
    self.hidesText = hidesText
  }

  /// Whether nobody reads any longer, or nothing can be written.
  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  /// Takes what became final and writes it, so that whoever reads sees it at once; called by one worker at a time.
  func take(_ matches: [Match], _ flows: [Flow]) {
    state.withLock { state in
      guard state.failure == nil else { return }
      for match in matches where isWanted(match) {
        state.lines.add(shown(match))
        Self.flushIfFull(&state)
      }
      for flow in flows {
        state.lines.add(flow)
        Self.flushIfFull(&state)
      }
      if state.lines.count > 0 { Self.flush(&state) }
    }
  }

  /// Writes what comes at the end: failures without a RST, and the summary.
  ///
  /// - Throws: what writing threw, now or earlier.
  func finish(with findings: Findings) throws {
    try state.withLock { state in
      for failure in findings.failures { state.lines.add(failure) }
      for flow in findings.flowPatterns { state.lines.add(flow) }
      state.lines.addSummary(of: findings)
      Self.flush(&state)
      if let failure = state.failure { throw failure }
      try state.output.finish()
    }
  }

  private func shown(_ match: Match) -> Match {
    guard hidesText, match.payload != nil else { return match }
    var match = match
    match.dropText()
    return match
  }

  private func isWanted(_ match: Match) -> Bool {
    guard let causes else { return true }
    return !causes.isDisjoint(with: match.verdict.candidates)
  }

  private static func flushIfFull(_ state: inout State) {
    if state.lines.count >= chunk { flush(&state) }
  }

  private static func flush(_ state: inout State) {
    guard state.failure == nil else { return _ = state.lines.take() }
    do { try state.output.write(state.lines.take()) } catch { state.failure = error }
  }
}
