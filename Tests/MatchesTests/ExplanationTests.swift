import Causes
import Flows
import Host
import Matches
import Testing
import Wire

/// Calls explained by resets, failures and by each other.
@Suite struct ExplanationTests {
  static let client = Exchange.client
  static let server = Exchange.server
  /// The server reads one byte of two and closes; the RST is frame 6.
  static let founding =
    Exchange.handshake + "< P. 1:3(2) ack 1 win 512\n> . 1:1(0) ack 3 win 512\n> R. 1:1(0) ack 3 win 512"

  static let serverCalls = [
    Exchange.call(1, "connect", by: client, at: 0),
    Exchange.call(2, "accept", by: server, at: 2, result: 8, fd: 4),
    Exchange.call(3, "recv", by: server, at: 4, result: 1, fd: 8),
    Exchange.call(4, "close", by: server, at: 5, fd: 8),
  ]

  @Test func foundingExample() throws {
    let findings = try Exchange.findings(
      Self.founding,
      calls: Self.serverCalls + [
        Exchange.call(5, "recv", by: Self.client, at: 9, errno: .connectionReset),
        Exchange.call(6, "recv", by: Self.client, at: 10),
        Exchange.call(7, "send", by: Self.client, at: 11, errno: .brokenPipe),
      ])
    let match = try #require(findings.matches.first)
    #expect(match.verdict.status == .settled(.closeWithUnreadData))
    #expect(match.unreadBytes == 1)
    #expect(match.calls == [5, 6, 7])
    let first = try #require(findings.explanations[5])
    #expect(first.kind == .reset)
    #expect(
      first.statement.hasPrefix(
        "`recv()` on fd 5 failed with ECONNRESET because frame 6, a RST from 198.51.100.2:80, arrived"))
    #expect(first.statement.contains("1 byte unread"))
    #expect(findings.explanations[6]?.kind == .earlierCall)
    #expect(findings.explanations[6]?.call == 5)
    #expect(findings.explanations[7]?.kind == .earlierCall)
    #expect(findings.explanations[7]?.reset == FrameID(number: 6))
    #expect(findings.tally.failedCalls == 2)
    #expect(findings.tally.explainedCalls == 2)
  }

  @Test func pollSeesAndSocketErrorTakes() throws {
    let findings = try Exchange.findings(
      Self.founding,
      calls: Self.serverCalls + [
        Exchange.call(5, "poll", by: Self.client, at: 9, result: 1, revents: ["IN", "OUT", "ERR", "HUP", "RDHUP"]),
        Exchange.call(6, "getsockopt", by: Self.client, at: 10, option: "SO_ERROR", socketError: .connectionReset),
        Exchange.call(7, "getsockopt", by: Self.client, at: 11, option: "SO_ERROR", socketError: Errno(rawValue: 0)),
        Exchange.call(8, "send", by: Self.client, at: 12, errno: .brokenPipe),
      ])
    #expect(findings.explanations[5]?.kind == .reset)
    #expect(findings.explanations[6]?.kind == .reset)
    #expect(findings.explanations[7] == nil)
    #expect(findings.explanations[8]?.call == 6)
  }

  @Test func descriptorsShareOneSlot() throws {
    let findings = try Exchange.findings(
      Self.founding,
      calls: Self.serverCalls + [
        Exchange.call(5, "dup", by: Self.client, at: 3, result: 9),
        Exchange.call(6, "read", by: Self.client, at: 9, errno: .connectionReset),
        Exchange.call(7, "read", by: Self.client, at: 10, fd: 9),
      ])
    #expect(findings.explanations[7]?.call == 6)
  }

  @Test func writeAfterFINNeverSeesReset() throws {
    let findings = try Exchange.findings(
      Exchange.handshake + """
        > F. 1:1(0) ack 1 win 512
        < . 1:1(0) ack 2 win 512
        < P. 1:6(5) ack 2 win 512
        > R 2:2(0) win 0
        """,
      calls: [
        Exchange.call(1, "connect", by: Self.client, at: 0),
        Exchange.call(2, "read", by: Self.client, at: 4),
        Exchange.call(3, "write", by: Self.client, at: 5, result: 5),
        Exchange.call(4, "read", by: Self.client, at: 20),
        Exchange.call(5, "write", by: Self.client, at: 21, errno: .brokenPipe),
        Exchange.call(6, "write", by: Self.client, at: 22, errno: .brokenPipe),
      ])
    #expect(findings.explanations[2] == nil || findings.explanations[2]?.kind == .reset)
    #expect(findings.explanations[4]?.kind == .reset)
    #expect(findings.explanations[5]?.kind == .reset)
    #expect(findings.explanations[6]?.kind == .earlierCall)
  }

  @Test func ownShutdownNeedsNoPacket() throws {
    let findings = try Exchange.findings(
      Exchange.handshake + "< F. 1:1(0) ack 1 win 512\n> . 1:1(0) ack 2 win 512",
      calls: [
        Exchange.call(1, "connect", by: Self.client, at: 0),
        Exchange.call(2, "shutdown", by: Self.client, at: 3, flags: "SHUT_WR"),
        Exchange.call(3, "send", by: Self.client, at: 9, errno: .brokenPipe),
        Exchange.call(4, "send", by: Self.client, at: 10, errno: .brokenPipe),
      ])
    #expect(findings.explanations[3]?.cause == .localShutdown)
    #expect(findings.explanations[3]?.call == 2)
    #expect(findings.failures.map(\.cause) == [.localShutdown])
    #expect(findings.tally.unexplainedCalls == 0)
  }

  @Test func missingRouteLeavesNoPacket() throws {
    let findings = try Exchange.findings(
      "", calls: [Exchange.call(1, "connect", by: Self.client, at: 0, errno: .networkUnreachable)])
    #expect(findings.explanations[1]?.cause == .noRoute)
    #expect(findings.explanations[1]?.kind == .local)
  }

  @Test func icmpRefusesConnect() throws {
    let findings = try Exchange.findings(
      "0 < S 0:0(0) win 65535 <mss 1460>\n> icmp 3.1\n+1 < S 0:0(0) win 65535 <mss 1460>\n> icmp 3.1",
      calls: [Exchange.call(1, "connect", by: Self.client, at: 1020, errno: .hostUnreachable)])
    #expect(findings.failures.map(\.cause) == [.icmpUnreachable])
    #expect(findings.failures.first?.frames.count == 2)
    #expect(findings.explanations[1]?.kind == .icmp)
    #expect(findings.explanations[1]?.failure == 1)
  }

  /// After a failed connect() the kernel takes the socket's address away and leaves its port.
  @Test func icmpExplainsASocketThatLostItsAddress() throws {
    let unbound = Endpoint(address: IPAddress(v4: 0), port: Self.client.port)
    var call = Exchange.call(1, "getsockopt", by: unbound, at: 1020, option: "SO_ERROR", socketError: .hostUnreachable)
    call.remote = Exchange.server
    let findings = try Exchange.findings("0 < S 0:0(0) win 65535 <mss 1460>\n> icmp 3.1", calls: [call])
    #expect(findings.failures.map(\.cause) == [.icmpUnreachable])
    #expect(findings.explanations[1]?.kind == .icmp)
  }

  @Test func applicationsWordSettlesShortTimeout() throws {
    let conversation = "0 < S 0:0(0) win 65535 <mss 1460>\n+1 < S 0:0(0) win 65535 <mss 1460>"
    #expect(try Exchange.findings(conversation).failures.isEmpty)
    let findings = try Exchange.findings(
      conversation, calls: [Exchange.call(1, "connect", by: Self.client, at: 3000, errno: .timedOut)])
    #expect(findings.failures.map(\.cause) == [.connectTimeout])
    #expect(findings.explanations[1]?.kind == .timer)
  }

  /// A RST that a firewall dropped on its way out is in no capture; the kernel still says what it was for.
  @Test func theKernelTellsAKeepaliveFromARetransmission() throws {
    let probes = "+2 < . 0:0(0) ack 1 win 512\n+2 < . 0:0(0) ack 1 win 512"
    let calls = [
      Exchange.call(1, "connect", by: Self.client, at: 0),
      Exchange.call(2, "recv", by: Self.client, at: 6100, errno: .timedOut),
    ]
    func event(_ reason: String, from source: Endpoint, to destination: Endpoint) -> KernelEvent {
      KernelEvent(
        id: 1, time: Timestamp(nanoseconds: 1_700_000_006_000_000_000), name: .sendReset, source: source,
        destination: destination, reason: ResetReason(rawValue: reason))
    }
    for (events, cause) in [
      ([event("TCP_KEEPALIVE_TIMEOUT", from: Self.client, to: Exchange.server)], Cause.keepaliveTimeout),
      ([event("TCP_KEEPALIVE_TIMEOUT", from: Exchange.server, to: Self.client)], .retransmissionTimeout),
      ([event("TCP_STATE", from: Self.client, to: Exchange.server)], .retransmissionTimeout),
      ([], .retransmissionTimeout),
    ] {
      let findings = try Exchange.findings(Exchange.handshake + probes, calls: calls, events: events)
      #expect(findings.failures.map(\.cause) == [cause])
      #expect(findings.explanations[2]?.kind == .timer)
    }
  }

  @Test func nothingExplainsAnErrorWithoutWitness() throws {
    let findings = try Exchange.findings(
      Exchange.handshake,
      calls: [
        Exchange.call(1, "connect", by: Self.client, at: 0),
        Exchange.call(2, "recv", by: Self.client, at: 9, errno: .connectionReset),
      ])
    #expect(findings.explanations[2]?.kind == Explanation.Kind.none)
    #expect(findings.tally.unexplainedCalls == 1)
  }

  @Test func callsProveWhatPacketsLeftOpen() throws {
    // In mid-stream with one side unheard nothing is predicted; the application's word settles it.
    let findings = try Exchange.findings(
      "0 < P. 1:6(5) ack 1 win 512\n> R 1:1(0) win 0",
      calls: [Exchange.call(1, "recv", by: Self.client, at: 9, errno: .connectionReset)])
    #expect(findings.matches.first?.acceptance == .accepted)
    #expect(findings.matches.first?.receiver.error == .connectionReset)
    #expect(findings.explanations[1]?.kind == .reset)
  }
}
