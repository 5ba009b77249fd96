import Causes
import Matches
import Testing
import Wire

/// Segments that are added many at a time, as from a large capture.
@Suite struct ManySegmentsTests {
  private static func segment(_ number: Int, _ client: Int, _ flags: TCPFlags, toServer: Bool = true) -> Segment {
    let ends = (
      Endpoint(address: IPAddress(v4: 0x0a00_0000 + UInt32(client)), port: 4000),
      Endpoint(address: IPAddress(v4: 0xc000_0201), port: 80)
    )
    return Segment(
      frame: FrameID(number: number), time: Timestamp(nanoseconds: Int64(number) * 1_000_000),
      tuple: FourTuple(source: toServer ? ends.0 : ends.1, destination: toServer ? ends.1 : ends.0),
      sequenceNumber: SequenceNumber(rawValue: toServer ? 7 : 0),
      acknowledgmentNumber: SequenceNumber(rawValue: toServer ? 0 : 8), flags: flags, window: 0, payloadLength: 0)
  }

  /// So many clients ask to connect, all at once, and are refused one after the other.
  private static func refusals(_ clients: Int) -> [Segment] {
    (0..<clients).map { segment($0 + 1, $0, .syn) }
      + (0..<clients).map { segment(clients + $0 + 1, $0, [.rst, .ack], toServer: false) }
  }

  private static func findings(_ segments: [Segment]) -> Findings {
    var analyzer = Analyzer()
    analyzer.add(segments.span)
    return analyzer.finish()
  }

  /// More than a batch of them, in numbers that no batch divides.
  @Test(arguments: [1, 31, 32, 33, 1000]) func theyComeToWhatTheyComeToOneByOne(clients: Int) {
    let segments = Self.refusals(clients)
    var analyzer = Analyzer()
    for segment in segments { analyzer.add(segment) }
    let (one, many) = (analyzer.finish(), Self.findings(segments))
    #expect(many.tally.resets == clients)
    #expect(many.tally == one.tally)
    #expect(many.matches == one.matches)
    #expect(many.segments == one.segments)
    #expect(many.flowCount == clients)
  }

  @Test func noneAreNothing() { #expect(Self.findings([]).flowCount == 0) }

  /// Those that wait to be followed one by one come first.
  @Test func bothWaysKeepTheOrder() {
    let segments = Self.refusals(1)
    var analyzer = Analyzer()
    analyzer.add(segments[0])
    analyzer.add(segments.span.extracting(1...))
    #expect(analyzer.finish().matches.first?.verdict.candidates.first == .noListener)
  }
}
