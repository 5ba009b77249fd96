import Causes
import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// Failures without a RST, and the captures that must not be taken for one.
@Suite struct FailureTests {
  static let synTries =
    "0 < S 0:0(0) win 65535 <mss 1460>\n1 < S 0:0(0) win 65535 <mss 1460>\n3 < S 0:0(0) win 65535 <mss 1460>\n"

  /// Two workers' failures become one list in the order of time, however each worker came upon its own.
  @Test func failuresOfTwoWorkersAreNumberedByTime() throws {
    func findings(_ times: [Int]) -> Findings {
      var findings = Findings()
      findings.failures = times.enumerated().map { place, time in
        Failure(
          id: place + 1, flow: FrameID(number: time), tuple: nil, time: Timestamp(nanoseconds: Int64(time)),
          cause: .connectTimeout, frames: [FrameID(number: time)],
          prediction: Prediction(state: .synSent, error: .timedOut, certainty: .known),
          verdict: Verdict(status: .settled(.connectTimeout), evidence: [], separatedBy: []))
      }
      return findings
    }
    var merged = findings([50, 10, 40])
    merged.merge(findings([30, 60, 20]))
    #expect(merged.failures.map(\.time.nanoseconds) == [10, 20, 30, 40, 50, 60])
    #expect(merged.failures.map(\.id) == Array(1...6))
  }

  @Test func unansweredSYNsAndSilence() throws {
    let findings = try Exchange.findings(Self.synTries + "60 @1 < S 0:0(0) win 65535 <mss 1460>")
    #expect(findings.failures.map(\.cause) == [.connectTimeout])
    #expect(findings.failures.first?.prediction.error == .timedOut)
    #expect(findings.tally.causes[.connectTimeout] == 1)
  }

  @Test func captureThatEndsTooEarlyShowsNoFailure() throws {
    #expect(try Exchange.findings(Self.synTries).failures.isEmpty)
    #expect(try Exchange.findings(Self.synTries + "5 @1 < S 0:0(0) win 65535 <mss 1460>").failures.isEmpty)
  }

  @Test func answeredConnectionIsNoFailure() throws {
    #expect(try Exchange.findings(Exchange.handshake + "900 @1 < S 0:0(0) win 1").failures.isEmpty)
  }

  @Test func unacknowledgedDataIsATieOfTwoTimers() throws {
    var conversation = Exchange.handshake
    for second in [1, 2, 4, 8] { conversation += "\(second) < P. 1:6(5) ack 1 win 512\n" }
    let findings = try Exchange.findings(conversation + "120 @1 < S 0:0(0) win 65535 <mss 1460>")
    let failure = try #require(findings.failures.first)
    #expect(Set(failure.verdict.candidates) == [.userTimeout, .retransmissionTimeout])
    #expect(failure.prediction.error == .timedOut)
  }

  /// Zero-window probes are answered, so that nothing is silent; the window's update meets nobody.
  @Test func aSocketThatWentAwayBehindAClosedWindowIsFoundOut() throws {
    var conversation = Exchange.handshake
    for second in [1, 2, 4, 8] {
      conversation += "\(second) < P. 1:6(5) ack 1 win 512\n> . 1:1(0) ack 1 win 0\n"
    }
    let update = "12 > . 1:1(0) ack 1 win 32\n"
    let findings = try Exchange.findings(conversation + update + "< R 1:1(0)")
    let failure = try #require(findings.failures.first)
    #expect(failure.verdict.candidates == [.userTimeout, .retransmissionTimeout])
    #expect(failure.prediction.error == .timedOut)
    #expect(failure.prediction.state == .established)
    #expect(failure.frames.last == findings.matches.first?.id)
    #expect(findings.matches.first?.verdict.candidates.first == .halfOpenPeer)
    // Who goes on is alive, who has closed is done, and whom the other end reset was told.
    #expect(try Exchange.findings(conversation + update + "< P. 1:6(5) ack 1 win 512").failures.isEmpty)
    #expect(
      try Exchange.findings(conversation + "9 < F. 6:6(0) ack 1 win 512\n" + update + "< R 1:1(0)").failures.isEmpty)
    #expect(try Exchange.findings(conversation + "9 > R 1:1(0)\n" + update + "< R 1:1(0)").failures.isEmpty)
  }

  /// The counter ends at 65,535; what is said of it must not run over.
  @Test func moreRepetitionsThanACounterHolds() throws {
    var segment = try #require(Conversation("0 < P. 1:6(5) ack 1 win 512").segments.first)
    var analyzer = Analyzer()
    for number in 1...70_000 {
      segment.frame = FrameID(number: number)
      segment.time = Timestamp(nanoseconds: segment.time.nanoseconds + 1000)
      analyzer.add(segment)
    }
    let evidence = try #require(analyzer.finish().failures.first?.verdict.evidence.first)
    #expect(evidence.statement.contains("65536 times"))
  }

  /// Errors alone, without a segment between them, must not gather either.
  @Test func aFloodOfICMPErrorsIsBounded() throws {
    let events = try Conversation(Exchange.handshake + "> icmp 3.3").events
    guard case .icmp(var error)? = events.last else {
      Issue.record("no ICMP error")
      return
    }
    var analyzer = Analyzer(options: .init(ladderLimit: 0))
    for port in 1...30_000 {
      error.frame = FrameID(number: port)
      error.quotedTuple.source.port = UInt16(port)
      analyzer.add(error)
    }
    let findings = analyzer.finish()
    #expect(findings.failures.count == 10_000)
    #expect(findings.tally.causes[.icmpUnreachable] == 30_000)
  }

  /// A page keeps few failures and counts all, each flow's once, also where witnesses make it count again.
  @Test(arguments: [3, 10_000])
  func failuresThatAreNotKeptAreCounted(limit: Int) throws {
    let refused = (0..<10).map { "@\($0) < S 0:0(0) win 65535 <mss 1460>\n@\($0) > icmp 3.3\n@\($0) > icmp 3.3" }
    var options = Analyzer.Options()
    options.failureLimit = limit
    for calls in [[], [Exchange.call(1, "connect", by: Exchange.client, at: 1, errno: .timedOut)]] {
      let findings = try Exchange.findings(refused.joined(separator: "\n"), calls: calls, options: options)
      #expect(findings.failures.count(where: { $0.cause == .icmpUnreachable }) == min(limit, 10))
      #expect(findings.tally.causes[.icmpUnreachable] == 10)
    }
  }

  @Test func softICMPWaitsForSocketError() throws {
    let findings = try Exchange.findings(Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n> icmp 3.3")
    let failure = try #require(findings.failures.first)
    #expect(failure.prediction.outlook == .soft)
    #expect(failure.prediction.error == .connectionRefused)
  }

  @Test func aRequestThatNobodyAcceptedShowsNothing() throws {
    let findings = try Exchange.findings(
      "0 < S 0:0(0) win 65535 <mss 1460>\n> S. 0:0(0) ack 1 win 65535 <mss 1460>\n< icmp 3.1")
    let failure = try #require(findings.failures.first)
    #expect(failure.prediction.error == nil && failure.prediction.outlook == .unseen)
  }

  @Test func anEndUnlikeLinuxIsNotGuessed() throws {
    let findings = try Exchange.findings("0 < S 0:0(0) win 65535 ttl 128 <mss 1460,wscale 8>\n> icmp 3.3")
    let failure = try #require(findings.failures.first)
    #expect(failure.prediction.error == nil && failure.prediction.unlikeLinux == .timeToLive128)
  }

  /// `icmpv6_err_convert` of Linux; nil where TCP deals with it alone.
  @Test(arguments: [
    (UInt8(1), UInt8(0), Errno.networkUnreachable), (1, 1, Errno(rawValue: 13)), (1, 2, .hostUnreachable),
    (1, 3, .hostUnreachable), (1, 4, .connectionRefused), (1, 5, Errno(rawValue: 13)), (1, 6, Errno(rawValue: 13)),
    (1, 7, .protocolError), (2, 0, nil), (3, 0, .hostUnreachable), (4, 1, .protocolError), (128, 0, nil),
  ])
  func codesOfICMPv6(_ type: UInt8, _ code: UInt8, _ expected: Errno?) throws {
    let sender = try #require(IPAddress("2001:db8::1"))
    let quoted = FourTuple(source: Endpoint(address: sender, port: 1), destination: Endpoint(address: sender, port: 2))
    let error = ICMPError(
      frame: FrameID(number: 1), time: Timestamp(nanoseconds: 0), sender: sender, recipient: sender, type: type,
      code: code, quotedTuple: quoted, quotedSequenceNumber: SequenceNumber(rawValue: 0), quotedFlags: .syn)
    #expect(ICMPLaw.error(of: error) == expected)
    var analyzer = Analyzer()
    analyzer.add(error)
    let failure = analyzer.finish().failures.first
    #expect(failure?.prediction.error == expected)
    #expect(failure.map { $0.prediction.outlook == .connecting } ?? true, "a quoted SYN is an attempt to connect")
  }

  /// `icmp_err_convert` of Linux.
  @Test(arguments: [
    (UInt8(3), UInt8(0), Errno.networkUnreachable), (3, 1, .hostUnreachable), (3, 2, .noProtocolOption),
    (3, 3, .connectionRefused), (3, 5, .operationNotSupported), (3, 6, .networkUnreachable), (3, 7, .hostDown),
    (3, 8, Errno(rawValue: 64)), (3, 9, .networkUnreachable), (3, 10, .hostUnreachable), (3, 11, .networkUnreachable),
    (3, 12, .hostUnreachable), (3, 13, .hostUnreachable), (3, 14, .hostUnreachable), (3, 15, .hostUnreachable),
    (11, 0, .hostUnreachable), (12, 0, .protocolError),
  ])
  func codesOfICMP(_ type: UInt8, _ code: UInt8, _ expected: Errno) throws {
    let findings = try Exchange.findings("0 < S 0:0(0) win 65535 <mss 1460>\n> icmp \(type).\(code)")
    #expect(findings.failures.first?.prediction.error == expected)
  }

  @Test func fragmentationNeededIsNoFailure() throws {
    #expect(try Exchange.findings(Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n> icmp 3.4").failures.isEmpty)
  }
}
