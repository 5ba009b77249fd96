import CaptureFiles
import Captures
import Host
import Matches
import Recordings
import Wire

/// A walk through one capture: what it bears witness to, one thing after the other, with a count of all it met.
final class SourceWalk {
  /// One thing that a capture bears witness to.
  enum Witness {
    case segment(Segment)
    case icmp(ICMPError)
    case call(CallRecord)
    case kernelEvent(KernelEvent)

    var time: Timestamp {
      switch self {
      case .segment(let segment): segment.time
      case .icmp(let error): error.time
      case .call(let call): call.time
      case .kernelEvent(let event): event.time
      }
    }
  }

  /// The next witness, or nil at the end.
  private(set) var next: Witness?
  private(set) var warnings: [String] = []
  private var reader: CaptureReader
  private var decoder: FrameDecoder
  private let filter: CaptureFilter?
  private let dropsWrongChecksums: Bool
  private var source: Findings.Source
  private var skips: [FrameDecoder.Skip: Int] = [:]

  /// Opens one capture and finds its first witness.
  init(path: String, source number: Int, _ analysis: CaptureAnalysis) throws(CaptureError) {
    reader = try CaptureReader(path: path, source: number)
    decoder = FrameDecoder(checksums: analysis.checksums)
    filter = if let expression = analysis.filter { try CaptureFilter(expression) } else { nil }
    dropsWrongChecksums = analysis.checksums == .all
    source = Findings.Source(kind: .capture, path: path == "-" ? nil : path, format: "")
    try advance()
  }

  /// What the source was, complete once ``next`` is nil.
  var description: Findings.Source {
    var source = source
    source.format = [reader.format.map { "\($0)" }, reader.compression?.rawValue].compactMap(\.self).joined(
      separator: "+")
    source.bytes = reader.bytesRead
    source.linkTypes = reader.interfaces.map(\.linkType).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    source.snapLength = reader.interfaces.map { Int($0.snapLength) }.max()
    for (skip, count) in skips { source.skipped["\(skip)"] = count }
    return source
  }

  /// Goes on to the next witness.
  ///
  /// - Throws: ``CaptureError`` where the file turns out to be no capture; damage ends the walk instead.
  func advance() throws(CaptureError) {
    next = nil
    do {
      while next == nil, let item = try reader.next() { next = try read(item) }
    } catch {
      guard error.isDamage else { throw error }
      source.stoppedAt = .init(offset: error.offset ?? 0, reason: error.reason)
      warnings.append("\(error)")
    }
  }

  private func read(_ item: CaptureItem) throws(CaptureError) -> Witness? {
    switch item {
    case .frame(let frame, let bytes):
      source.packets += 1
      return try reader.withBytes(bytes) { (bytes) throws(CaptureError) in try decode(frame, bytes) }
    case .journal(let row, let bytes): return reader.withBytes(bytes) { entry(row, $0) }
    case .statistics(let statistics):
      if let dropped = statistics.dropped { source.dropped = (source.dropped ?? 0) + Int(clamping: dropped) }
      return nil
    case .row, .interface: return nil
    }
  }

  private func decode(_ frame: Frame, _ bytes: RawSpan) throws(CaptureError) -> Witness? {
    if let filter, try !filter.matches(frame, bytes) {
      source.skipped["filtered", default: 0] += 1
      return nil
    }
    switch decoder.decode(frame, bytes) {
    case .segment(let segment):
      if dropsWrongChecksums, segment.envelope.checksum == .wrong {
        source.skipped["wrong checksum", default: 0] += 1
        return nil
      }
      source.segments += 1
      return .segment(segment)
    case .icmp(let error): return .icmp(error)
    case .other(let skip):
      skips[skip, default: 0] += 1
      return nil
    }
  }

  private func entry(_ row: FrameID, _ bytes: RawSpan) -> Witness? {
    do {
      guard let entry = JournalEntry(exportFormat: bytes) else { return nil }
      switch try RecordedEntry(entry) {
      case .call(var call):
        call.frame = row
        return .call(call)
      case .kernelEvent(var event):
        event.frame = row
        return .kernelEvent(event)
      case .foreign: return nil
      }
    } catch {
      warnings.append("frame \(row): \(error)")
      return nil
    }
  }
}
