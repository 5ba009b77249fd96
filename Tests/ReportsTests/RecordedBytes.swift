import CaptureFiles
import Host
import Recordings
import Wire

/// Raw IPv4 packets for segments of a conversation, and what a reader finds in a recording.
enum RecordedBytes {
  /// The segment as an IPv4 packet without options, checksums left at 0.
  static func packet(_ segment: Segment) -> [UInt8] {
    let length = 40 + Int(segment.payloadLength)
    var bytes: [UInt8] = [0x45, 0] + big(UInt16(length)) + [0, 0, 0x40, 0, 64, 6, 0, 0]
    bytes += big(UInt32(truncatingIfNeeded: segment.tuple.source.address.low))
    bytes += big(UInt32(truncatingIfNeeded: segment.tuple.destination.address.low))
    bytes += big(segment.tuple.source.port) + big(segment.tuple.destination.port)
    bytes += big(segment.sequenceNumber.rawValue) + big(segment.acknowledgmentNumber.rawValue)
    bytes += big(0x5000 | segment.flags.rawValue) + big(segment.window) + [0, 0, 0, 0]
    return bytes + [UInt8](repeating: 0x78, count: Int(segment.payloadLength))
  }

  static func frame(_ segment: Segment, _ bytes: [UInt8]) -> Frame {
    Frame(
      id: segment.frame, time: segment.time, linkType: .rawIP, capturedLength: UInt32(bytes.count),
      originalLength: UInt32(bytes.count))
  }

  /// What stands in a recording, in order.
  static func items(_ file: [UInt8]) throws -> [Item] {
    var parser = CaptureParser()
    var items: [Item] = []
    let window = unsafe file.span.bytes
    while case .item(let item) = try parser.next(window, base: 0, isFinal: true) {
      switch item {
      case .frame(let frame, let bytes): items.append(.packet(frame, Array(file[bytes])))
      case .journal(let id, let bytes):
        guard let entry = JournalEntry(exportFormat: Array(file[bytes])) else { continue }
        items.append(.entry(id, try RecordedEntry(entry), entry))
      case .row, .statistics, .interface: continue
      }
    }
    return items
  }

  enum Item {
    case packet(Frame, [UInt8])
    case entry(FrameID, RecordedEntry, JournalEntry)
  }

  private static func big(_ value: some FixedWidthInteger) -> [UInt8] {
    stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
