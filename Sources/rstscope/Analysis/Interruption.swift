import CLinux

/// Ctrl-C, and the wish of whoever started the program that it end (SIGTERM, SIGHUP), during an analysis: reading stops,
/// and the report so far is printed. A second one ends the program.
///
/// Without a thread of its own: where a process may have no second one, libdispatch would try for ever to start it.
final class Interruption {
  private let progress: AnalysisProgress

  /// Begins to listen; an interrupt makes `progress` ask the workers to stop.
  init(_ progress: AnalysisProgress) {
    self.progress = progress
    clinux_catch_interruption(progress.stopEvent)
  }

  /// Listens no more.
  func end() { clinux_release_interruption() }
}
