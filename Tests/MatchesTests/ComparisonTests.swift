import Causes
import Flows
import Matches
import TestSupport
import Testing
import Wire

/// Two captures of one incident: the second one a hop further on, its clock five seconds ahead.
@Suite struct ComparisonTests {
  static let open = AcceptanceTests.live

  /// What a capture on the server's side holds: client segments one hop older, server segments one hop younger.
  static func atServer(_ text: String) throws -> Findings {
    var analyzer = Analyzer()
    for var segment in try Conversation(text).segments {
      let isFromClient = segment.tuple.source == Exchange.client
      segment.time.nanoseconds += 5_000_000_000 + (isFromClient ? 20_000 : -20_000)
      segment.envelope.timeToLive = isFromClient ? 63 : 64
      analyzer.add(segment)
    }
    return analyzer.finish()
  }

  static func atClient(_ text: String) throws -> Findings {
    var analyzer = Analyzer()
    for var segment in try Conversation(text).segments {
      segment.envelope.timeToLive = segment.tuple.source == Exchange.client ? 64 : 63
      analyzer.add(segment)
    }
    return analyzer.finish()
  }

  @Test func carried() throws {
    let text = Self.open + "> R. 5:5(0) ack 6 win 512"
    let comparison = CaptureComparison(try Self.atClient(text), try Self.atServer(text))
    #expect(comparison.crossings.map(\.fate) == [.carried])
    #expect(comparison.clockOffset.nanoseconds == 5_000_000_000)
    #expect(comparison.clockOffset.uncertainty == 20_000)
  }

  @Test func injectedOnTheWay() throws {
    let later = "\n+.01 > P. 5:9(4) ack 6 win 512"
    let comparison = CaptureComparison(
      try Self.atClient(Self.open + "> R 5:5(0) win 0" + later), try Self.atServer(Self.open + later))
    #expect(comparison.crossings.map(\.fate) == [.injected])
    let verdict = try #require(comparison.first.matches.first).verdict
    #expect(verdict.candidates.allSatisfy { [.firewallReject, .forgedReset, .stateLostInNetwork].contains($0) })
  }

  @Test func lostOnTheWay() throws {
    let later = "\n+.01 < P. 6:9(3) ack 5 win 512"
    let comparison = CaptureComparison(
      try Self.atClient(Self.open + later), try Self.atServer(Self.open + "> R. 5:5(0) ack 6 win 512" + later))
    #expect(comparison.crossings.map(\.fate) == [.lost])
  }

  @Test func alteredOnTheWay() throws {
    let comparison = CaptureComparison(
      try Self.atClient(Self.open + "> R. 5:5(0) ack 6 win 0"),
      try Self.atServer(Self.open + "> R. 5:5(0) ack 6 win 512"))
    #expect(comparison.crossings.map(\.fate) == [.altered])
    #expect(comparison.crossings.first?.statement.contains("window 0 became 512") == true)
  }

  @Test func otherCaptureThatHadEndedProvesNothing() throws {
    let comparison = CaptureComparison(
      try Self.atClient(Self.open + "+60 > R 5:5(0) win 0"), try Self.atServer(Self.open))
    #expect(comparison.crossings.map(\.fate) == [.unknown])
  }

  @Test func strangersShareNothing() throws {
    let comparison = CaptureComparison(try Self.atClient(Self.open), try Self.atServer("0 @7 < S 5:5(0) win 1"))
    #expect(comparison.sharedSegments == 0)
    #expect(comparison.ground.contains("share no segment"))
  }
}
