import TestSupport
import Testing
import Wire

/// Fragments of one RST, cut by this file's own hand, put together in every order.
@Suite struct FragmentTests {
  /// The `ethernet` fixture's IPv4 header and TCP bytes.
  private static let whole = SegmentFixture.all.first { $0.name == "ethernet" }

  /// An Ethernet frame with bytes `range` of the TCP segment as a fragment.
  private static func fragment(_ range: Range<Int>, identification: UInt16 = 7) -> [UInt8] {
    guard let whole else { return [] }
    var bytes = Array(whole.bytes.prefix(34)) + whole.bytes[34 + range.lowerBound..<34 + range.upperBound]
    bytes[17] = UInt8(20 + range.count)
    bytes[18...19] = [UInt8(identification >> 8), UInt8(identification & 255)]
    let more: UInt16 = range.upperBound < 20 ? 0x2000 : 0
    let place = more | UInt16(range.lowerBound / 8)
    bytes[20...21] = [UInt8(place >> 8), UInt8(place & 255)]
    return bytes
  }

  private static func decode(
    _ frames: [[UInt8]], _ decoder: inout FrameDecoder, every nanoseconds: Int64 = 1000
  ) -> [Segment] {
    var segments: [Segment] = []
    for (index, bytes) in frames.enumerated() {
      let frame = Frame(
        id: FrameID(number: index + 1), time: Timestamp(nanoseconds: Int64(index) * nanoseconds), linkType: .ethernet,
        capturedLength: UInt32(bytes.count), originalLength: UInt32(bytes.count))
      if case .segment(let segment) = decoder.decode(frame, bytes) { segments.append(segment) }
    }
    return segments
  }

  private static let pieces = [0..<8, 8..<16, 16..<20]

  @Test(arguments: [
    [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 0, 1, 1, 2], [2, 2, 1, 0],
  ])
  func theLastToComeCompletes(_ order: [Int]) throws {
    var decoder = FrameDecoder()
    let segments = Self.decode(order.map { Self.fragment(Self.pieces[$0]) }, &decoder)
    let segment = try #require(segments.first)
    #expect(segments.count == 1)
    #expect(segment.frame.number == order.count)
    #expect(segment.flags == [.rst, .ack])
    #expect(segment.sequenceNumber.rawValue == 1000)
    #expect(segment.envelope.fragmentation == .all)
  }

  @Test func theFirstDecidesAloneWhenTheRestNeverComes() throws {
    var decoder = FrameDecoder()
    let waiting = Self.decode([Self.fragment(0..<16)], &decoder)
    #expect(waiting.isEmpty)
    let early = decoder.nextAbandonedSegment()
    #expect(early == nil)
    decoder.giveUpFragments()
    let abandoned = decoder.nextAbandonedSegment()
    let segment = try #require(abandoned)
    #expect(segment.flags == [.rst, .ack])
    #expect(segment.envelope.fragmentation == .lonelyFirst)
    let second = decoder.nextAbandonedSegment()
    #expect(second == nil)
  }

  @Test func anOldIdentificationStartsAfresh() {
    var decoder = FrameDecoder()
    let frames = [Self.fragment(0..<8), Self.fragment(8..<16), Self.fragment(16..<20)]
    let segments = Self.decode(frames, &decoder, every: 31_000_000_000)
    #expect(segments.isEmpty)
  }

  @Test func memoryIsBounded() {
    var decoder = FrameDecoder()
    let frames = (0..<5000).map { Self.fragment(0..<16, identification: UInt16($0)) }
    let segments = Self.decode(frames, &decoder)
    #expect(segments.isEmpty)
    decoder.giveUpFragments()
    var abandoned = 0
    while decoder.nextAbandonedSegment() != nil { abandoned += 1 }
    #expect(abandoned == 1024)
  }

  @Test func aCutFragmentIsNotPutTogether() {
    var decoder = FrameDecoder()
    let bytes = Self.fragment(0..<16)
    let frame = Frame(
      id: FrameID(number: 1), time: Timestamp(nanoseconds: 0), linkType: .ethernet, capturedLength: 50,
      originalLength: UInt32(bytes.count + 40))
    var long = bytes
    long[17] = 60
    let decoded = decoder.decode(frame, long)
    guard case .segment(let segment) = decoded else {
      Issue.record("\(SegmentFixture.describe(decoded))")
      return
    }
    #expect(segment.flags == [.rst, .ack])
    #expect(segment.envelope.fragmentation == .cutFirst)
  }
}
