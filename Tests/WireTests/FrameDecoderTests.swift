import TestSupport
import Testing

@testable import Wire

/// Frames written by hand, one for each link type, tunnel and oddity.
@Suite struct FrameDecoderTests {
  @Test func fixturesAreThere() {
    #expect(SegmentFixture.all.count >= 120)
  }

  /// What ``LinkType/isRead`` says is what the decoder does.
  @Test func linkTypesAreReadOrRefused() {
    var decoder = FrameDecoder()
    let bytes = [UInt8](repeating: 0, count: 200)
    for number in 0..<UInt16(600) {
      let type = LinkType(rawValue: number)
      let frame = Frame(
        id: FrameID(number: 1), time: Timestamp(nanoseconds: 0), linkType: type, capturedLength: 200,
        originalLength: 200)
      let isRefused = if case .other(.unsupportedLinkType) = decoder.decode(frame, bytes) { true } else { false }
      #expect(isRefused != type.isRead, "\(type)")
    }
  }

  @Test(arguments: SegmentFixture.all) func decodes(_ fixture: SegmentFixture) {
    var decoder = FrameDecoder()
    let decoded = decoder.decode(fixture.frame(), fixture.bytes)
    #expect(SegmentFixture.describe(decoded) == fixture.expectation)
  }

  /// An aggregate of 802.11 holds several packets: one is returned, the others follow, and a cut loses only its own.
  @Test func aggregateYieldsEverySegment() throws {
    let fixture = try #require(SegmentFixture.all.first { $0.name == "wireless-aggregate" })
    var decoder = FrameDecoder()
    func ports(of length: Int) -> [UInt16] {
      var ports: [UInt16] = []
      let bytes = Array(fixture.bytes.prefix(length))
      var next: FrameDecoder.Decoded? = decoder.decode(fixture.frame(length: length), bytes)
      while let decoded = next {
        if case .segment(let segment) = decoded { ports.append(segment.tuple.source.port) }
        next = decoder.nextOfFrame()
      }
      return ports
    }
    #expect(ports(of: fixture.bytes.count) == [80, 81, 82])
    #expect(ports(of: fixture.bytes.count - 30) == [80, 81])
    #expect(ports(of: 40) == [])
    _ = decoder.decode(fixture.frame(), fixture.bytes)
    _ = decoder.decode(fixture.frame(length: 40), Array(fixture.bytes.prefix(40)))
    #expect(decoder.nextOfFrame().map(SegmentFixture.describe) == nil, "what an earlier frame held must not come again")
  }

  @Test(arguments: SegmentFixture.all) func payloadLiesWithinTheFrame(_ fixture: SegmentFixture) {
    var decoder = FrameDecoder()
    guard case .segment(let segment) = decoder.decode(fixture.frame(), fixture.bytes) else { return }
    #expect(segment.capturedPayloadLength <= segment.payloadLength)
    #expect(
      Int(segment.payloadOffset + segment.capturedPayloadLength) <= max(fixture.bytes.count, Int(segment.payloadOffset))
    )
  }

  /// A snap length may cut anywhere: what is decoded then agrees with the whole frame, or is no segment.
  @Test(arguments: SegmentFixture.all) func everyPrefixDecodes(_ fixture: SegmentFixture) {
    var decoder = FrameDecoder()
    guard case .segment(let whole) = decoder.decode(fixture.frame(), fixture.bytes) else { return }
    for length in 0..<fixture.bytes.count {
      let prefix = Array(fixture.bytes.prefix(length))
      let decoded = decoder.decode(fixture.frame(length: length), prefix)
      guard case .segment(let segment) = decoded else { continue }
      #expect(segment.tuple == whole.tuple, "cut to \(length) bytes")
      #expect(segment.flags == whole.flags, "cut to \(length) bytes")
      #expect(segment.payloadLength == whole.payloadLength, "cut to \(length) bytes")
    }
  }

  /// The link headers that the short road knows, each before what Ethernet carried in `bytes`.
  private static func wrapped(_ bytes: [UInt8], _ type: LinkType, isTagged: Bool = false) -> [UInt8] {
    let (addresses, number, packet) = (bytes[..<12], bytes[12..<14], bytes[14...])
    return switch type {
    case .linuxCooked: [0, UInt8(bytes[5] % 6), 0, 1, 0, 6] + addresses.prefix(8) + number + packet
    case .linuxCooked2: number + [0, 0, 0, 0, 0, bytes[5], 0, 1, bytes[5] % 6, 6] + addresses.prefix(8) + packet
    case .rawIP: Array(packet)
    default: addresses + (isTagged ? [0x81, 0, 0x20, bytes[5]] : []) + number + packet
    }
  }

  /// The short road for common frames must say what the long one says, whatever the bytes.
  @Test(arguments: [
    (LinkType.ethernet, false), (.ethernet, true), (.linuxCooked, false), (.linuxCooked2, false), (.rawIP, false),
  ])
  func bothRoadsAgree(_ type: LinkType, isTagged: Bool) {
    let seed: UInt64 = 0x5eed
    var generator = SeededGenerator(seed: seed)
    let ethernet = SegmentFixture.all.filter { $0.linkType == .ethernet }
    var common = 0
    for round in 0..<8000 {
      guard let fixture = ethernet.randomElement(using: &generator) else { return }
      let whole = Self.wrapped(fixture.bytes, type, isTagged: isTagged)
      let bytes = round % 4 == 0 ? whole : whole.mutated(by: &generator)
      let frame = Frame(
        id: FrameID(number: 1), time: Timestamp(nanoseconds: 0), linkType: type, interface: UInt32(round % 300),
        capturedLength: UInt32(bytes.count), originalLength: UInt32(bytes.count))
      var decoder = FrameDecoder(checksums: round % 3 == 0 ? .never : .resets)
      var left = Segment.none
      guard let ordinary = OrdinaryFrame.find(frame, unsafe bytes.span.bytes) else { continue }
      ordinary.read(frame, unsafe bytes.span.bytes, checksums: decoder.checksums, into: &left)
      common += 1
      let long = decoder.decodeStepByStep(frame, unsafe bytes.span.bytes)
      guard case .segment(let right) = long else {
        Issue.record("seed \(seed) round \(round): \(SegmentFixture.describe(long))")
        continue
      }
      #expect(left == right, "seed \(seed) round \(round)")
    }
    #expect(common > 400)
  }

  /// Fragments, and frames that are cut within their headers, are for the long road.
  @Test func theShortRoadLeavesTheRest() {
    func isOrdinary(_ bytes: [UInt8]) -> Bool {
      let frame = Frame(
        id: FrameID(number: 1), time: Timestamp(nanoseconds: 0), linkType: .ethernet,
        capturedLength: UInt32(bytes.count), originalLength: UInt32(bytes.count))
      return OrdinaryFrame.find(frame, unsafe bytes.span.bytes) != nil
    }
    let ordinary = SegmentFixture.all.filter { $0.linkType == .ethernet && isOrdinary($0.bytes) }.map(\.bytes)
    #expect(ordinary.count > 1)
    for bytes in ordinary where bytes[12] == 8 {
      var fragment = bytes
      fragment[20] |= 0x20
      #expect(!isOrdinary(fragment))
      #expect(!isOrdinary(Array(bytes.prefix(53))))
    }
  }

  /// No bytes may trap, hang or read beyond the frame.
  @Test func mutatedFramesDecode() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("mutatedFramesDecode: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var decoder = FrameDecoder(checksums: .all)
    for round in 0..<5000 {
      guard let fixture = SegmentFixture.all.randomElement(using: &generator) else { return }
      let bytes = fixture.bytes.mutated(by: &generator)
      let frame = Frame(
        id: FrameID(number: round + 1), time: Timestamp(nanoseconds: Int64(round) * 1_000_000),
        linkType: fixture.linkType, capturedLength: UInt32(bytes.count),
        originalLength: .random(in: 0...UInt32(bytes.count) * 2, using: &generator))
      if case .segment(let segment) = decoder.decode(frame, bytes) {
        #expect(segment.capturedPayloadLength <= segment.payloadLength, "seed \(seed) round \(round)")
      }
    }
    decoder.giveUpFragments()
    while decoder.nextAbandonedSegment() != nil {}
  }
}
