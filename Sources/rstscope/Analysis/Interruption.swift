import Dispatch
import Glibc

/// Ctrl-C during an analysis: reading stops, and the report so far is printed. A second one ends the program.
final class Interruption {
  private let source: any DispatchSourceSignal

  /// Begins to listen; an interrupt makes `progress` ask the workers to stop.
  init(_ progress: AnalysisProgress) {
    source = DispatchSource.makeSignalSource(signal: SIGINT)
    source.setEventHandler {
      signal(SIGINT, SIG_DFL)
      progress.stop()
    }
    source.resume()
    signal(SIGINT, SIG_IGN)
  }

  /// Listens no more.
  func end() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
