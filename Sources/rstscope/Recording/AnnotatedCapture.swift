import CaptureFiles
import Captures
import Matches
import Recordings
import Reports
import Wire

/// The packets of an analysis once more, now with what was found: each RST commented with its verdict, the calls and
/// kernel events between the packets. Made for `--format pcapng`.
struct AnnotatedCapture {
  /// What was found.
  var report: Report
  /// The captures that it was found in; several are written one after the other.
  var paths: [String]
  /// Whether the bytes that the connections carried are left out.
  var leavesOutPayload = false

  /// Writes the file in pieces of about a megabyte.
  ///
  /// - Throws: ``CaptureError`` if a capture can no longer be read (damage ends it, as it ended the analysis), and what
  ///   `sink` throws.
  func write(to sink: ([UInt8]) throws -> Void) throws {
    var writer = RecordingWriter(report)
    for (number, path) in paths.enumerated() { try copy(path, source: number, into: &writer, sink) }
    let dropped = report.findings.sources.compactMap(\.dropped)
    writer.finish(dropped: dropped.isEmpty ? nil : dropped.reduce(0, +))
    try sink(writer.takeBytes())
  }

  private func copy(
    _ path: String, source: Int, into writer: inout RecordingWriter, _ sink: ([UInt8]) throws -> Void
  ) throws {
    var reader = try CaptureReader(path: path, source: source)
    var decoder = FrameDecoder()
    var written = 0
    while let item = try next(&reader) {
      switch item {
      case .frame(let frame, let bytes):
        let interface = Self.interface(of: frame, in: reader.interfaces)
        reader.withBytes(bytes) { packet in
          let kept = leavesOutPayload ? headerLength(of: packet, frame, &decoder) : packet.byteCount
          writer.add(frame, bytes: packet.extracting(0..<kept)) { _ in interface }
        }
        written += bytes.count + 64
      case .journal(_, let bytes):
        let entry = reader.withBytes(bytes) { JournalEntry(exportFormat: $0) }
        if let entry, Self.isForeign(entry) { writer.add(entry) }
      case .row, .statistics, .interface: continue
      }
      if written > 1 << 20 {
        try sink(writer.takeBytes())
        written = 0
      }
    }
  }

  /// The next item; damage was reported by the analysis and simply ends the copy.
  private func next(_ reader: inout CaptureReader) throws -> CaptureItem? {
    do { return try reader.next() } catch {
      guard error.isDamage else { throw error }
      return nil
    }
  }

  /// Our own calls and events are in the report already, with what explains them.
  private static func isForeign(_ entry: JournalEntry) -> Bool {
    if case .foreign? = try? RecordedEntry(entry) { true } else { false }
  }

  private static func interface(of frame: Frame, in interfaces: [CaptureInterface]) -> CaptureInterface {
    let index = Int(frame.interface)
    guard interfaces.indices.contains(index) else { return RecordingWriter.unnamed(frame) }
    var interface = interfaces[index]
    interface.linkType = frame.linkType
    return interface
  }

  /// The length of a TCP segment without its payload; 0 for anything else, whose payload nobody can tell apart.
  private func headerLength(of packet: RawSpan, _ frame: Frame, _ decoder: inout FrameDecoder) -> Int {
    guard case .segment(let segment) = decoder.decode(frame, packet) else { return 0 }
    return min(Int(segment.payloadOffset), packet.byteCount)
  }
}
