/// What the program's exit status means; the one place that maps it.
enum ExitStatus: Int32 {
  /// The work was done, and every expectation held.
  case done = 0
  /// An expectation failed, or `--fail-on` found its cause.
  case expectationFailed = 1
  /// The work could not be done: no such file, not a capture, no privilege.
  case notDone = 2
  /// The command line makes no sense (`EX_USAGE` of `sysexits.h`).
  case usage = 64
}

/// Why the work could not be done, and what to do about it. Ends the program with ``ExitStatus/notDone``.
struct NotDone: Error {
  /// What went wrong, with the file, the offset or the right that was missing.
  var problem: String
  /// What the user can do, if anything.
  var remedy: String?

  init(_ problem: String, remedy: String? = nil) {
    self.problem = problem
    self.remedy = remedy
  }
}
