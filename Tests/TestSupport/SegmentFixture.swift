import Foundation
public import Testing
public import Wire

/// A frame written by hand: `Fixtures/segments/*.hex`.
///
/// `link-type:` and `expect:` lines, `original-length:` where a snap length cut the frame, then bytes in hexadecimal; `#` begins a comment.
public struct SegmentFixture: Sendable, CustomTestStringConvertible {
  /// The file's name without its extension.
  public let name: String
  /// How its first header is to be read.
  public let linkType: LinkType
  /// What it must decode to, in the words of ``describe(_:)``.
  public let expectation: String
  /// Bytes on the wire.
  public let originalLength: Int
  /// The frame's bytes.
  public let bytes: [UInt8]

  public var testDescription: String { name }

  /// All fixtures, in the order of their names.
  public static let all: [SegmentFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".hex") }.sorted().compactMap { SegmentFixture(file: $0) }
  }()

  private static let folder = Fixtures.directory.appending(path: "segments")

  private init?(file: String) {
    guard let text = try? String(contentsOf: Self.folder.appending(path: file), encoding: .utf8) else { return nil }
    var values: [String: String] = [:]
    var bytes: [UInt8] = []
    for line in text.split(separator: "\n") {
      let line = line.prefix { $0 != "#" }
      let pair = line.split(separator: ":", maxSplits: 1)
      if pair.count == 2, ["link-type", "expect", "original-length"].contains(pair[0]) {
        values[String(pair[0])] = pair[1].trimmingCharacters(in: .whitespaces)
      } else {
        bytes += line.split(separator: " ").compactMap { UInt8($0, radix: 16) }
      }
    }
    guard let type = values["link-type"].flatMap(UInt16.init), let expectation = values["expect"] else { return nil }
    name = String(file.dropLast(4))
    linkType = LinkType(rawValue: type)
    self.expectation = expectation
    self.bytes = bytes
    originalLength = values["original-length"].flatMap { Int($0) } ?? bytes.count
  }

  /// The frame's envelope; `length` bytes of it were captured.
  public func frame(number: Int = 1, length: Int? = nil) -> Frame {
    Frame(
      id: FrameID(number: number), time: Timestamp(nanoseconds: 0), linkType: linkType,
      capturedLength: UInt32(length ?? bytes.count), originalLength: UInt32(originalLength))
  }

  /// What a frame turned out to be, in one line; ordinary things are left out.
  public static func describe(_ decoded: FrameDecoder.Decoded) -> String {
    switch decoded {
    case .other(let skip): "\(skip)"
    case .segment(let segment): describe(segment)
    case .icmp(let error):
      "icmp \(error.type) \(error.code) from \(error.sender) quoting \(error.quotedTuple)"
        + " seq \(error.quotedSequenceNumber)"
    }
  }

  private static func describe(_ segment: Segment) -> String {
    let envelope = segment.envelope
    let options = segment.options
    var words = ["\(segment.tuple) \(segment.flags) seq \(segment.sequenceNumber)"]
    words.append("ack \(segment.acknowledgmentNumber) win \(segment.window) len \(segment.payloadLength)")
    words.append("ttl \(envelope.timeToLive)")
    if envelope.vlan != 0 { words.append("vlan \(envelope.vlan)") }
    if envelope.tunnel != .none { words.append("tunnel \(envelope.tunnel)") }
    if envelope.direction != .unknown { words.append("\(envelope.direction)") }
    if options.kinds.contains(.maximumSegmentSize) { words.append("mss \(options.maximumSegmentSize)") }
    if options.kinds.contains(.timestamps) { words.append("ts \(options.timestampValue) \(options.timestampEcho)") }
    if options.kinds.contains(.windowScale) { words.append("wscale \(options.windowScale)") }
    if options.kinds.contains(.sackPermitted) { words.append("sackok") }
    if options.kinds.contains(.sack) { words.append("sack \(options.sackRightEdge)") }
    if options.kinds.contains(.multipath) {
      let subtypes = (0..<16).filter { options.multipathSubtypes >> $0 & 1 == 1 }.map(String.init)
      words.append("mptcp \(subtypes.joined(separator: ",")) reason \(options.multipathResetReason)")
    }
    if options.kinds.contains(.malformed) { words.append("malformed") }
    return words.joined(separator: " ")
  }
}

extension FrameDecoder {
  /// Reads a frame from an array, for tests.
  public mutating func decode(_ frame: Frame, _ bytes: [UInt8]) -> Decoded {
    decode(frame, unsafe bytes.span.bytes)
  }
}
