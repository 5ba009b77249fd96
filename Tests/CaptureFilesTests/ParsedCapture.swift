import CaptureFiles
import Wire

/// A whole capture, read through windows of a given size.
struct ParsedCapture: Equatable {
  /// One packet.
  struct Packet: Equatable {
    var frame: Frame
    var bytes: [UInt8]
  }

  var packets: [Packet] = []
  /// Rows that hold no packet: journal and custom blocks.
  var otherRows: [Int] = []
  var statistics: [InterfaceStatistics] = []
  var journals: [[UInt8]] = []
  var interfaces: [CaptureInterface] = []
  var format: CaptureFormat?
  var error: CaptureFileError?

  /// Reads `file`, showing the parser at first `step` bytes and then as many as it asks for, or `step` more.
  init(_ file: [UInt8], step: Int = .max) {
    var parser = CaptureParser()
    var base = 0
    var end = min(file.count, step)
    do {
      reading: while true {
        let window = Array(file[min(base, end)..<end])
        switch try parser.next(unsafe window.span.bytes, base: base, isFinal: end == file.count) {
        case .end: break reading
        case .item(let item): take(item, window, parser)
        case .needsMore(let count):
          if end == file.count { break reading }
          base = min(parser.offset, end)
          end = min(file.count, max(parser.offset + count, end + min(step, file.count)))
        }
      }
    } catch { self.error = error }
    interfaces = parser.interfaces
    format = parser.format
  }

  private mutating func take(_ item: CaptureItem, _ window: [UInt8], _ parser: CaptureParser) {
    switch item {
    case .frame(let frame, let range): packets.append(Packet(frame: frame, bytes: Array(window[range])))
    case .journal(let row, let range):
      otherRows.append(row.number)
      journals.append(Array(window[range]))
    case .row(let row, _): otherRows.append(row.number)
    case .statistics(let statistics): self.statistics.append(statistics)
    case .interface: break
    }
  }
}
