import Flows
import Foundation
import Wire

/// A capture of the shared test data, which is not part of the project: found through `RSTSCOPE_SHARED`.
enum SharedCapture {
  /// The folder that `RSTSCOPE_SHARED` names, if it does.
  static let directory = ProcessInfo.processInfo.environment["RSTSCOPE_SHARED"].map { URL(filePath: $0) }

  /// The paths of the experiments with known truth, sorted.
  static func oracle() throws -> [String] {
    guard let directory else { return [] }
    let captures = directory.appending(path: "oracle/captures").path()
    return try FileManager.default.contentsOfDirectory(atPath: captures).sorted().map { "oracle/captures/\($0)" }
  }

  /// The segments of a classic pcap file, little-endian, with micro- or nanoseconds.
  static func segments(_ path: String) throws -> [Segment] {
    guard let directory else { return [] }
    let bytes = [UInt8](try Data(contentsOf: directory.appending(path: path)))
    return segments(of: bytes)
  }

  private static func segments(of bytes: [UInt8]) -> [Segment] {
    guard bytes.count > 24 else { return [] }
    let unit: Int64 = word(bytes, 0) == 0xa1b2_3c4d ? 1 : 1000
    let linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: word(bytes, 20)))
    var decoder = FrameDecoder(checksums: .resets)
    var segments: [Segment] = []
    var (offset, number) = (24, 0)
    while offset + 16 <= bytes.count {
      let length = Int(word(bytes, offset + 8))
      guard offset + 16 + length <= bytes.count else { break }
      number += 1
      let time = Int64(word(bytes, offset)) * 1_000_000_000 + Int64(word(bytes, offset + 4)) * unit
      let frame = Frame(
        id: FrameID(number: number), time: Timestamp(nanoseconds: time), linkType: linkType,
        capturedLength: UInt32(length), originalLength: word(bytes, offset + 12))
      let packet = unsafe bytes.span.bytes.extracting((offset + 16)..<(offset + 16 + length))
      if case .segment(let segment) = decoder.decode(frame, packet) { segments.append(segment) }
      offset += 16 + length
    }
    return segments
  }

  private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
  }

  /// What a flow table makes of segments, its resets in frame order.
  static func resets(_ segments: [Segment]) -> [Reset] {
    var table = FlowTable()
    for segment in segments { table.track(segment) }
    table.finish()
    return table.resets.sorted { $0.segment.frame < $1.segment.frame }
  }
}
