import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// Calls that another host's clock timed, brought onto the capture's clock by what they caused and what caused them.
@Suite struct ClockTests {
  /// A client asks, a server answers and aborts; seen on the way, 10 ms from the client.
  private static let exchange = """
    0 < S 0:0(0) win 65535 <mss 1460,sackOK,wscale 7>
    +.01 > S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>
    +.02 < . 1:1(0) ack 1 win 512
    < P. 1:6(5) ack 1 win 512
    +.01 > P. 1:5(4) ack 6 win 512
    +.001 > R. 5:5(0) ack 6 win 512
    """

  /// The client's calls as its own clock times them, so many seconds behind the capture's.
  private static func calls(behind seconds: Int64, port: UInt16 = 40000) -> [CallRecord] {
    let client = Endpoint(address: Conversation.client, port: port)
    let make = { (id: Int, name: String, begin: Int64, end: Int64, result: Int, errno: Errno?) in
      var call = Exchange.call(id, name, by: client, at: begin - seconds * 1000, result: result, errno: errno)
      call.remote = Conversation.server
      call.endTime = call.time.advanced(by: (end - begin) * 1_000_000)
      return call
    }
    return [
      make(1, "connect", -10, 20, 0, nil), make(2, "send", 21, 21, 5, nil), make(3, "recv", 22, 51, 4, nil),
      make(4, "recv", 52, 53, -1, .connectionReset), make(5, "recv", 54, 54, 0, nil),
    ]
  }

  private func findings(_ calls: [CallRecord], _ text: String = Self.exchange) throws -> Findings {
    try Exchange.findings(text, calls: calls)
  }

  @Test(arguments: [2, -7, 61, 3600, -19_800, 86_400 * 400])
  func aClockThatIsOffIsFoundAndMended(seconds: Int64) throws {
    let findings = try findings(Self.calls(behind: seconds))
    let clock = try #require(findings.callClocks.first)
    let found = try #require(clock.offset.nanoseconds)
    let doubt = try #require(clock.offset.uncertainty)
    #expect((found - seconds * 1_000_000_000).magnitude <= UInt64(doubt) + 10_000_000)
    #expect(doubt <= 20_000_000)
    #expect(findings.warnings.contains { $0.contains("the clock behind the calls of \(Conversation.client)") })
    #expect(findings.explanations[4]?.kind == .reset)
    let begin = try #require(findings.calls.first?.time)
    #expect(begin.nanoseconds(until: findings.matches[0].reset.segment.time).magnitude < 1_000_000_000)
  }

  @Test func aClockThatAgreesIsLeftAlone() throws {
    let findings = try findings(Self.calls(behind: 0))
    #expect(findings.callClocks.isEmpty && findings.warnings.isEmpty)
    #expect(findings.explanations[4]?.kind == .reset)
  }

  @Test func callsRecordedBetweenThePacketsHaveTheirClock() throws {
    var calls = Self.calls(behind: 3600)
    for place in calls.indices { calls[place].frame = FrameID(number: 100 + place) }
    #expect(try findings(calls).callClocks.isEmpty)
  }

  @Test func theSecondUseOfAPortIsItsSecondConnection() throws {
    let again = Self.exchange.replacing("0 < S 0:0(0)", with: "+30 < S 900000:900000(0)").replacing(
      "> S. 0:0(0) ack 1 ", with: "> S. 700000:700000(0) ack 900001 ")
    let close = Exchange.call(9, "close", by: Exchange.client, at: 60 - 60_000)
    let first = Self.calls(behind: 60).prefix(1) + [close]
    var second = Self.calls(behind: 60).prefix(1).map { $0 }
    second[0].id = 2
    second[0].fileDescriptor = 6
    second[0].time = second[0].time.advanced(by: 30_042_000_000)
    second[0].endTime = second[0].endTime.advanced(by: 30_042_000_000)
    let clock = try #require(try findings(first + second, Self.exchange + "\n" + again).callClocks.first)
    #expect(((clock.offset.nanoseconds ?? 0) - 60_000_000_000).magnitude < 40_000_000)
  }

  @Test func mostSourcesOutvoteOne() {
    let agreed = ClockOffset(agreeing: [
      ClockOffset(low: 90, high: 110), ClockOffset(low: 100, high: 120), ClockOffset(low: 5000, high: 6000),
      ClockOffset(low: 80, high: nil), ClockOffset(),
    ])
    #expect(agreed == ClockOffset(low: 100, high: 110))
    #expect(agreed?.nanoseconds == 105)
    #expect(agreed?.uncertainty == 5)
    #expect(ClockOffset(agreeing: [ClockOffset(), ClockOffset()]) == nil)
    #expect(ClockOffset(low: .min, high: .max).nanoseconds == -1)
    #expect(ClockOffset(low: -3, high: -1).nanoseconds == -2)
    #expect(ClockOffset(low: .min, high: .max).uncertainty == nil)
  }
}
