import CaptureFiles
import Captures
import Matches
import Wire

/// What the reading of one capture came to.
struct WalkOutcome {
  /// The capture.
  let source: Findings.Source
  /// When the last wanted frame was captured.
  let lastTime: Timestamp?
  /// What a reader of the report must know.
  let warnings: [String]

  /// Describes what `reader` read.
  init(_ reader: borrowing CaptureReader, _ walk: WalkState, _ feed: FrameFeed) {
    var source = Findings.Source(kind: .capture, path: walk.path == "-" ? nil : walk.path, format: "")
    source.format = [reader.format.map { "\($0)" }, reader.compression?.rawValue].compactMap(\.self).joined(
      separator: "+")
    source.bytes = reader.bytesRead
    source.linkTypes = reader.interfaces.map(\.linkType).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    source.snapLength = reader.interfaces.map { Int($0.snapLength) }.max()
    source.stoppedAt = walk.stop
    source.packets = walk.intake.packets
    source.segments = feed.segments
    source.dropped = feed.dropped
    source.skipped = feed.skipped
    if walk.intake.outOfRange > 0 { source.skipped["out-of-range"] = walk.intake.outOfRange }
    self.source = source
    lastTime = walk.intake.lastTime
    warnings = feed.warnings + walk.warnings
  }
}
