import CaptureFiles
import Captures
import Recordings
import Reports
import Wire

/// A capture written again as pcapng, each RST commented with its verdict, calls and events between the packets.
struct AnnotatedCapture {
  /// What was found in it.
  var report: Report
  /// The capture; it is read once more.
  var path: String
  /// Whether the bytes that connections carried are left out.
  var dropsPayload = false

  /// Rows that wait before they are written.
  private static let chunk = 1024

  /// Writes the whole capture, up to its damage if it has any.
  ///
  /// - Throws: ``NotDone``; ``ReaderGone``.
  func write(to output: inout OutputFile) throws {
    guard path != "-" else {
      throw NotDone("standard input cannot be read twice", remedy: "save it to a file first, then analyze that")
    }
    var writer = RecordingWriter(report)
    do {
      var reader = try CaptureReader(path: path)
      var decoder = FrameDecoder()
      while let item = try reader.next() {
        add(item, from: reader, &decoder, to: &writer)
        if reader.rows.isMultiple(of: Self.chunk) { try output.write(writer.takeBytes()) }
      }
    } catch let error as CaptureError {
      guard error.isDamage else { throw NotDone("\(error)") }
    }
    writer.finish()
    try output.write(writer.takeBytes())
  }

  private func add(
    _ item: CaptureItem, from reader: borrowing CaptureReader, _ decoder: inout FrameDecoder,
    to writer: inout RecordingWriter
  ) {
    switch item {
    case .frame(let frame, let range):
      let interface = interface(of: frame, in: reader.interfaces)
      reader.withBytes(range) { bytes in
        let kept = dropsPayload ? headers(of: frame, bytes, &decoder) : bytes.byteCount
        writer.add(frame, bytes: bytes.extracting(0..<kept)) { _ in interface }
      }
    case .journal(_, let range):
      let entry = reader.withBytes(range) { JournalEntry(exportFormat: $0) }
      if let entry, (try? RecordedEntry(entry)) == .foreign { writer.add(entry) }
    case .row, .statistics, .interface: return
    }
  }

  private func interface(of frame: Frame, in interfaces: [CaptureInterface]) -> CaptureInterface {
    let index = Int(frame.interface)
    return interfaces.indices.contains(index) ? interfaces[index] : RecordingWriter.unnamed(frame)
  }

  /// How many bytes of a frame stand before a segment's payload; all of them where there is none.
  private func headers(of frame: Frame, _ bytes: RawSpan, _ decoder: inout FrameDecoder) -> Int {
    guard case .segment(let segment) = decoder.decode(frame, bytes) else { return bytes.byteCount }
    return min(Int(segment.payloadOffset), bytes.byteCount)
  }
}
