import Causes
import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// One incident in two captures, each of one direction: which of them is named first changes nothing.
@Suite struct TimelineTests {
  static let conversations = [
    // A first RST in window is challenged, the second one answers.
    """
    0 < S 0:0(0) win 1000
    0.01 > S. 0:0(0) ack 1 win 1000
    0.02 < . 1:1(0) ack 1 win 1000
    0.03 < R 100:100(0)
    0.04 > . 1:1(0) ack 1 win 1000
    0.05 < R 1:1(0)
    """,
    // Payload after a close.
    """
    0 < S 0:0(0) win 1000
    0.01 > S. 0:0(0) ack 1 win 1000
    0.02 < . 1:1(0) ack 1 win 1000
    0.03 > F. 1:1(0) ack 1 win 1000
    0.04 < . 1:1(0) ack 2 win 1000
    0.05 < P. 1:9(8) ack 2 win 1000
    0.06 > R 2:2(0)
    """,
    // Crossing resets, and one that goes on.
    """
    0 < S 0:0(0) win 1000
    0.01 > S. 0:0(0) ack 1 win 1000
    0.02 < . 1:1(0) ack 1 win 1000
    0.03 < P. 1:9(8) ack 1 win 1000
    0.04 > R. 1:1(0) ack 1 win 1000
    0.041 < R. 9:9(0) ack 1 win 1000
    0.2 > P. 1:5(4) ack 9 win 1000
    0.21 < R 1:1(0)
    """,
  ]

  private static func told(_ conversation: String, clientSource: Int?) throws -> [String] {
    var analyzer = Analyzer()
    for var segment in try Conversation(conversation).segments {
      if let clientSource {
        let source = segment.tuple.destination == Exchange.server ? clientSource : 1 - clientSource
        segment.frame = FrameID(source: source, number: segment.frame.number)
      }
      analyzer.add(segment)
    }
    return analyzer.finish().matches.sorted { $0.reset.segment.time < $1.reset.segment.time }.map {
      "\($0.verdict.candidates) \($0.acceptance) \($0.sender?.error as Any) \($0.receiver.error as Any)"
    }
  }

  @Test(arguments: conversations) func theOrderOfCapturesChangesNothing(conversation: String) throws {
    let one = try Self.told(conversation, clientSource: nil)
    #expect(!one.isEmpty)
    #expect(try Self.told(conversation, clientSource: 0) == one)
    #expect(try Self.told(conversation, clientSource: 1) == one)
  }

  /// The example of a cause is the earliest RST, in whichever capture it lies.
  @Test(arguments: [0, 1]) func theExampleIsTheEarliest(firstSource: Int) throws {
    var analyzer = Analyzer()
    for var segment in try Conversation("0 < S 0:0(0)\n1 > R. 0:0(0) ack 1\n2 @1 < S 0:0(0)\n3 @1 > R. 0:0(0) ack 1")
      .segments
    {
      let isFirst = segment.frame.number <= 2
      segment.frame = FrameID(source: isFirst ? firstSource : 1 - firstSource, number: segment.frame.number)
      analyzer.add(segment)
    }
    let tally = analyzer.finish().tally
    #expect(tally.spans.values.map(\.example) == [FrameID(source: firstSource, number: 2)])
    #expect(tally.groups.leading().map(\.example) == [FrameID(source: firstSource, number: 2)])
  }
}
