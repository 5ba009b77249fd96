import Causes

/// What somebody can do about a verdict: two or three lines, from the page of its cause.
struct Advice {
  /// The lines; for a tie they begin with what they presume.
  var lines: [String]

  /// Nil where nothing is known to have happened.
  init?(on verdict: Verdict) {
    guard let cause = verdict.candidates.first, !cause.page.advice.isEmpty else { return nil }
    lines = cause.page.advice
    if verdict.cause == nil { lines[0] = "If it was \(cause.rawValue): " + lines[0] }
  }
}
