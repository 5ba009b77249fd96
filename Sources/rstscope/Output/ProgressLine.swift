import Dispatch
import Traces

/// Bytes, rate and time left on a terminal's standard error, for work longer than a second; silent elsewhere.
final class ProgressLine {
  private let painter: Painter

  /// Begins to watch `progress`.
  init?(_ progress: AnalysisProgress, isShown: Bool) {
    guard isShown, StandardError.isTerminal, !Terminal.isDumb else { return nil }
    let painter = Painter(progress)
    self.painter = painter
    guard DetachedThread.start(painter.paint) else { return nil }
  }

  /// Takes the line away.
  func end() {
    painter.over.signal()
    painter.ended.wait()
    StandardError.printRaw("\r\u{1b}[K")
  }

  /// What the line's own thread does.
  private final class Painter: Sendable {
    let over = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    private let progress: AnalysisProgress
    private let start = DispatchTime.now()

    init(_ progress: AnalysisProgress) { self.progress = progress }

    func paint() {
      var next = start + .seconds(1)
      while over.wait(timeout: next) == .timedOut {
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        StandardError.printRaw(
          "\r\u{1b}[K" + ProgressLine.text(bytes: progress.bytes, of: progress.total, after: seconds))
        next = .now() + .milliseconds(250)
      }
      ended.signal()
    }
  }

  /// `1.2 GB of 4.0 GB, 812 MB/s, 3 s left`.
  static func text(bytes: Int, of total: Int?, after seconds: Double) -> String {
    let rate = Double(bytes) / max(seconds, 0.001)
    var parts = [size(bytes) + (total.map { " of \(size($0))" } ?? ""), "\(size(Int(rate)))/s"]
    if let total, rate > 0, total >= bytes {
      parts.append("\(Int((Double(total - bytes) / rate).rounded(.up))) s left")
    }
    return parts.joined(separator: ", ")
  }

  private static func size(_ bytes: Int) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")]
    guard let (unit, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) B" }
    let tenths = bytes / (unit / 10)
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(name)" : "\(tenths / 10) \(name)"
  }
}
