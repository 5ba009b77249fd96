import Causes
import Flows
import Host
import Matches
import TestSupport
import Testing
import Wire

/// How the kernel's events and the sender's calls narrow a verdict.
@Suite struct WitnessTests {
  static let ending =
    Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n> . 1:1(0) ack 6 win 512\n> R. 1:1(0) ack 6 win 512"

  static func event(_ reason: String, stack: [String] = [], state: String = "TCP_CLOSE") -> KernelEvent {
    KernelEvent(
      id: 1, time: Timestamp(nanoseconds: 1_700_000_000_005_100_000), name: .sendReset, source: Exchange.server,
      destination: Exchange.client, reason: ResetReason(rawValue: reason), state: state, stack: stack)
  }

  /// A hostile recording may hold any number of calls that are all text.
  @Test func textOfWitnessesIsBounded() {
    var analyzer = Analyzer()
    let now = Timestamp(nanoseconds: 1)
    let call = CallRecord(time: now, endTime: now, name: String(repeating: "x", count: 1 << 24), result: 0)
    for _ in 0..<20 { analyzer.add(call) }
    let findings = analyzer.finish()
    #expect(findings.calls.count == 8 && findings.forgottenWitnesses == 12)
    #expect(findings.reservations.contains { $0.contains("not kept to bound memory: 12") })
  }

  @Test(arguments: [
    ("TCP_ABORT_ON_CLOSE", ["__tcp_close", "__x64_sys_close"], "TCP_CLOSE", Cause.closeWithUnreadData),
    ("TCP_ABORT_ON_CLOSE", ["__tcp_close", "do_exit"], "TCP_CLOSE", .processExitWithUnreadData),
    ("TCP_STATE", ["tcp_disconnect", "__tcp_close"], "TCP_CLOSE", .lingerZeroClose),
    ("TCP_STATE", ["tcp_disconnect", "inet_csk_listen_stop"], "TCP_CLOSE", .listenerClosed),
    ("TCP_STATE", ["tcp_disconnect", "__inet_stream_connect"], "TCP_CLOSE", .disconnect),
    ("TCP_STATE", ["tcp_abort"], "TCP_ESTABLISHED", .administrativeKill),
    ("TCP_STATE", [], "TCP_ESTABLISHED", .administrativeKill),
    ("TCP_KEEPALIVE_TIMEOUT", [], "TCP_ESTABLISHED", .keepaliveTimeout),
    ("TCP_ABORT_ON_LINGER", [], "TCP_CLOSE", .linger2Expired),
    ("TCP_ABORT_ON_MEMORY", [], "TCP_CLOSE", .orphanLimit),
  ])
  func reasonAndStackSettle(_ reason: String, _ stack: [String], _ state: String, _ cause: Cause) throws {
    let findings = try Exchange.findings(Self.ending, events: [Self.event(reason, stack: stack, state: state)])
    let match = try #require(findings.matches.first)
    if cause == .keepaliveTimeout || cause == .linger2Expired || cause == .orphanLimit {
      // The packets may have ruled these out; what matters is that nothing else is settled.
      #expect(match.verdict.cause == nil || match.verdict.cause == cause)
    } else {
      #expect(match.verdict.status == .settled(cause))
    }
    #expect(match.kernelEvent?.reason?.rawValue == reason)
    if cause == .administrativeKill { #expect(match.sender?.error == .connectionAborted) }
    if cause == .disconnect { #expect(match.sender?.error == .connectionReset) }
  }

  /// An event of the real RST must not be taken for one of a forged RST just before it.
  @Test func aForgedRSTDoesNotTakeTheEventOfARealOne() throws {
    let conversation =
      Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n> R 1:1(0) win 512\n> R. 1:1(0) ack 6 win 512"
    let findings = try Exchange.findings(
      conversation, events: [Self.event("TCP_STATE", stack: ["tcp_disconnect", "__tcp_close"])])
    #expect(findings.matches.map { $0.kernelEvent?.reason?.rawValue } == [nil, "TCP_STATE"])
  }

  /// IPv6 has no identification: a forger's RST may look like a firewall's, unless it repeats the number that it answers.
  @Test(arguments: [
    ("> R 1001:1001(0) win 0 id 0", [Cause.firewallReject, .forgedReset]), ("> R 1:1(0) win 0 id 0", [.firewallReject]),
  ])
  func withoutAnIdentificationSilenceMayLeaveTwo(_ ending: String, _ suspects: [Cause]) throws {
    var options = Analyzer.Options()
    options.hasAllKernelEvents = true
    var analyzer = Analyzer(options: options)
    for segment in try Conversation(Exchange.handshake + "< P. 1:6(5) ack 1 win 512\n" + ending).segments {
      var segment = segment
      segment.tuple = FourTuple(
        source: Self.ipv6(segment.tuple.source), destination: Self.ipv6(segment.tuple.destination))
      analyzer.add(segment)
    }
    #expect(Set(analyzer.finish().matches.first?.verdict.candidates ?? []) == Set(suspects))
  }

  private static func ipv6(_ endpoint: Endpoint) -> Endpoint {
    Endpoint(address: IPAddress(v6High: 0xfd00_0000_0000_0000, low: endpoint.address.low), port: endpoint.port)
  }

  /// A firewall at the client's own output leaves no SYN in the capture.
  @Test func aLoneRefusalThatNoKernelSentIsAFirewalls() throws {
    var options = Analyzer.Options()
    options.hasAllKernelEvents = true
    let findings = try Exchange.findings("> R. =0:0(0) ack =1001 win 0 id 0", options: options)
    #expect(findings.matches.first?.verdict.status == .settled(.firewallReject))
  }

  @Test func reasonWithoutStackLeavesATie() throws {
    let findings = try Exchange.findings(Self.ending, events: [Self.event("TCP_STATE")])
    let match = try #require(findings.matches.first)
    #expect(match.verdict.cause == nil)
    #expect(Set(match.verdict.candidates).isSubset(of: [.lingerZeroClose, .listenerClosed, .disconnect]))
    #expect(match.verdict.candidates.first == .lingerZeroClose)
  }

  @Test func callsAndReasonAgreeOnLingerZero() throws {
    let findings = try Exchange.findings(
      Self.ending,
      calls: [
        Exchange.call(1, "accept", by: Exchange.server, at: 2, result: 8, fd: 4),
        Exchange.call(2, "setsockopt", by: Exchange.server, at: 4, option: "SO_LINGER {1,0}", fd: 8),
        Exchange.call(3, "close", by: Exchange.server, at: 5, fd: 8),
      ], events: [Self.event("TCP_ABORT_ON_CLOSE", stack: ["__tcp_close"])])
    #expect(findings.matches.first?.verdict.status == .settled(.lingerZeroClose))
  }

  @Test(arguments: [
    ([(2, "setsockopt", "SO_LINGER {1,0}", ""), (3, "close", "", "")], Cause.lingerZeroClose),
    ([(2, "close", "", "")], .closeWithUnreadData),
    ([(2, "connect", "", "AF_UNSPEC")], .disconnect),
    ([(2, "SOCK_DESTROY", "", "")], .administrativeKill),
    ([(2, "exit_group", "", "")], .processExitWithUnreadData),
  ])
  func sendersCallsSettle(_ steps: [(Int, String, String, String)], _ cause: Cause) throws {
    let calls = steps.map {
      Exchange.call(
        $0.0, $0.1, by: Exchange.server, at: 5, flags: $0.3.isEmpty ? nil : $0.3, option: $0.2.isEmpty ? nil : $0.2,
        fd: 8)
    }
    let accept = Exchange.call(1, "accept", by: Exchange.server, at: 2, result: 8, fd: 4)
    let findings = try Exchange.findings(Self.ending, calls: [accept] + calls)
    #expect(findings.matches.first?.verdict.status == .settled(cause))
  }

  @Test func unrecordedReadsProveNothing() throws {
    // The socket's beginning is not recorded: bytes may have been read before the recording began.
    let close = Exchange.call(1, "close", by: Exchange.server, at: 5, fd: 8)
    let findings = try Exchange.findings(Self.ending, calls: [close])
    #expect(findings.matches.first?.verdict.cause == nil)
    #expect(findings.matches.first?.verdict.candidates.first == .closeWithUnreadData)
  }

  @Test func absenceOfAnEventPointsInBetween() throws {
    let conversation = "0 < S 0:0(0) win 65535 <mss 1460>\n> R. 0:0(0) ack 1 win 0 id 0"
    var options = Analyzer.Options()
    #expect(try Exchange.findings(conversation, options: options).matches.first?.verdict.cause == nil)
    options.hasAllKernelEvents = true
    let findings = try Exchange.findings(conversation, options: options)
    #expect(findings.matches.first?.verdict.status == .settled(.firewallReject))
  }
}
