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

  /// A capture may claim any time: what lies further apart than time is long tells nothing of clocks.
  @Test func timesFarApartTellNothing() throws {
    let text = Self.open + "> R. 5:5(0) ack 6 win 512"
    var analyzer = Analyzer()
    for (place, segment) in try Conversation(text).segments.enumerated() {
      var segment = segment
      segment.time.nanoseconds = place % 2 == 0 ? .max : .min
      analyzer.add(segment)
    }
    let comparison = CaptureComparison(try Self.atClient(text), analyzer.finish())
    #expect(comparison.sharedSegments == (try Conversation(text).segments.count))
    #expect(comparison.crossings.map(\.fate) == [.carried])
  }

  /// Both captures of a minute of talk; the second clock five seconds ahead, then changed as `warp` says.
  private static func minute(_ warp: (Int64) -> Int64) throws -> CaptureComparison {
    let talk = (0..<60).map { second in
      "+.5 < P. \(6 + second):\(7 + second)(1) ack 5 win 512\n+.5 > . 5:5(0) ack \(7 + second) win 512\n"
    }
    let text = open + talk.joined() + "+.001 > R. 5:5(0) ack 66 win 512"
    var analyzer = Analyzer()
    for var segment in try Conversation(text).segments {
      let isFromClient = segment.tuple.source == Exchange.client
      let since = segment.time.nanoseconds - 1_700_000_000_000_000_000
      segment.time.nanoseconds += 5_000_000_000 + (isFromClient ? 20_000 : -20_000) + warp(since)
      segment.envelope.timeToLive = isFromClient ? 63 : 64
      analyzer.add(segment)
    }
    return CaptureComparison(try atClient(text), analyzer.finish())
  }

  @Test func aClockThatGainsIsFollowed() throws {
    let comparison = try Self.minute { $0 / 20_000 }  // 50 millionths.
    let drift = try #require(comparison.clockDrift)
    #expect(abs(drift.nanosecondsPerSecond - 50_000) <= drift.uncertainty)
    #expect(drift.uncertainty < 2_000)
    let expected = 5_000_000_000 + (drift.origin.nanoseconds - 1_700_000_000_000_000_000) / 20_000
    #expect(abs((comparison.clockOffset.nanoseconds ?? 0) - expected) <= comparison.clockOffset.uncertainty ?? 0)
    #expect(comparison.ground.contains("gaining"))
    #expect(comparison.crossings.map(\.fate) == [.carried])
    #expect(try Self.minute { -$0 / 20_000 }.ground.contains("losing"))
  }

  @Test func aSteadyClockAndOneThatIsSetShowNoDrift() throws {
    #expect(try Self.minute { _ in 0 }.clockDrift == nil)
    #expect(try Self.minute { $0 > 40_000_000_000 ? 3_000_000 : 0 }.clockDrift == nil)
    // Smaller than what the delay on the way leaves open.
    #expect(try Self.minute { $0 / 10_000_000 }.clockDrift == nil)
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
