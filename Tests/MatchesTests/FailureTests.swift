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

  @Test func softICMPWaitsForSocketError() throws {
    let findings = try Exchange.findings(Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n> icmp 3.3")
    let failure = try #require(findings.failures.first)
    #expect(failure.prediction.outlook == .soft)
    #expect(failure.prediction.error == .connectionRefused)
  }

  @Test(arguments: [
    (UInt8(3), UInt8(0), Errno.networkUnreachable), (3, 1, .hostUnreachable), (3, 2, .noProtocolOption),
    (3, 3, .connectionRefused), (3, 9, .networkUnreachable), (3, 10, .hostUnreachable), (3, 13, .hostUnreachable),
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
