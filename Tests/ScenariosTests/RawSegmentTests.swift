import Testing
import Wire

@testable import Scenarios

struct RawSegmentTests {
  private static func decode(_ bytes: [UInt8]) -> Segment? {
    let frame = Frame(
      id: FrameID(number: 1), time: Timestamp(nanoseconds: 0), linkType: .rawIP, capturedLength: UInt32(bytes.count),
      originalLength: UInt32(bytes.count))
    var decoder = FrameDecoder(checksums: .all)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard case .segment(let segment) = decoder.decode(frame, unsafe RawSpan(_unsafeBytes: buffer)) else { return nil }
      return segment
    }
  }

  private static func injection(_ text: String) throws -> Injection {
    var words = Words(text)
    return try Injection(&words)
  }

  private static func tuple(_ family: Scenario.Family) -> FourTuple {
    let addresses = Addresses(family: family, network: .router, ports: PortRange(base: 10_000))
    return FourTuple(source: addresses.endpoint(of: "server"), destination: addresses.endpoint(of: "client"))
  }

  @Test(arguments: Scenario.Family.allCases)
  func whatWasAskedForIsWhatIsRead(family: Scenario.Family) throws {
    let injection = try Self.injection("server > client RST,ACK seq=777 ack=888 win=9 ttl=13 len=3")
    let segment = try #require(Self.decode(RawSegment(injection, Self.tuple(family), history: []).bytes))
    #expect(segment.tuple == Self.tuple(family))
    #expect(segment.flags == [.rst, .ack])
    #expect(segment.sequenceNumber.rawValue == 777)
    #expect(segment.acknowledgmentNumber.rawValue == 888)
    #expect(segment.window == 9)
    #expect(segment.payloadLength == 3)
    #expect(segment.envelope.timeToLive == 13)
    #expect(segment.envelope.checksum == .valid)
  }

  @Test func aBadChecksumIsBad() throws {
    let injection = try Self.injection("server > client RST badsum")
    let segment = try #require(Self.decode(RawSegment(injection, Self.tuple(.ipv4), history: []).bytes))
    #expect(segment.envelope.checksum == .wrong)
  }

  @Test func nextIsWhatTheReaderAcknowledged() throws {
    let tuple = Self.tuple(.ipv4)
    let answer = Segment(
      frame: FrameID(number: 1), time: Timestamp(nanoseconds: 0), tuple: tuple.reversed,
      sequenceNumber: SequenceNumber(rawValue: 5000), acknowledgmentNumber: SequenceNumber(rawValue: 4_294_967_290),
      flags: .ack, window: 0, payloadLength: 10)
    let injection = try Self.injection("server > client RST,ACK seq=next+10 ack=next")
    let segment = try #require(Self.decode(RawSegment(injection, tuple, history: [answer]).bytes))
    #expect(segment.sequenceNumber.rawValue == 4)
    #expect(segment.acknowledgmentNumber.rawValue == 5010)
  }
}
