import Causes
import Flows
import Host
import Matches
import Reports
import TestSupport
import Wire

/// Reports to render: made of a conversation as the rooms below make it, with calls beside it.
enum SampleReports {
  /// The founding example: a server that reads one byte of two and closes.
  static func closeWithUnreadData() throws -> Report {
    let conversation = try Conversation(
      """
      0     < S 0:0(0) win 65535 <mss 1460,sackOK,wscale 7>
      +.00002 > S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>
      +.00001 < . 1:1(0) ack 1 win 512
      +.0002 < P. 1:3(2) ack 1 win 512
      +.00001 > . 1:1(0) ack 3 win 512
      +.0003 > R. 1:1(0) ack 3 win 512
      """)
    var findings = findings(of: conversation)
    let reset = findings.matches[0].id
    findings.calls = calls(from: conversation.segments[0])
    for call in findings.calls where call.result <= 0 && call.name != "close" && call.name != "connect" {
      findings.explanations[call.id] = explanation(of: call, reset: reset)
    }
    findings.matches[0].calls = [6, 7, 8]
    findings.matches[0].kernelEvents = [kernelEvent(findings.matches[0])]
    findings.kernelEvents = findings.matches[0].kernelEvents
    findings.tally.failedCalls = 2
    findings.tally.explainedCalls = 2
    return Report(
      toolVersion: "0.0.0", host: .init(kernel: "6.18.44", machine: "x86_64"), findings: findings)
  }

  /// A refused connection from packets alone: a tie.
  static func refused() throws -> Report {
    let conversation = try Conversation(
      """
      0 < S 0:0(0) win 65535 <mss 1460>
      > R. =0:0(0) ack 1 win 0
      """)
    var report = Report(toolVersion: "0.0.0", findings: findings(of: conversation))
    report.findings.sources[0].stoppedAt = .init(offset: 1234, reason: "a record claims 4294967295 bytes")
    report.findings.sources[0].skipped = ["not-tcp": 3]
    return report
  }

  /// The founding example inside VXLAN.
  static func tunnelled() throws -> Report {
    var report = try closeWithUnreadData()
    for index in report.findings.matches.indices {
      report.findings.matches[index].reset.segment.envelope.tunnel = .vxlan
    }
    return report
  }

  /// Thousands of resets, of which only counts are kept.
  static func many() -> Report {
    var findings = Findings()
    findings.flowCount = 533_019
    findings.tally.resets = 634_112
    findings.tally.tied = [.noListener: 254_001, .closeWithUnreadData: 120_330]
    findings.tally.settled = [.dataAfterClose: 259_780]
    findings.tally.unexplained = 1
    findings.tally.patterns = ["scan": 250_000, "idle-close-race": 12]
    let causes: [Cause] = [.noListener, .dataAfterClose, .closeWithUnreadData]
    for (index, cause) in causes.enumerated() {
      findings.tally.spans[cause] = Tally.Span(
        firstTime: Timestamp(nanoseconds: 1_700_000_000_000_000_000 + Int64(index) * 1_000_000_000),
        lastTime: Timestamp(nanoseconds: 1_700_000_060_000_000_000), example: FrameID(number: 17 + index * 1000))
    }
    let groups = (0..<40).map { index in
      Group(
        cause: causes[index % 3], isTied: index % 3 != 1,
        responder: Endpoint(address: IPAddress(v4: 0x0a00_0001 + UInt32(index)), port: 443),
        count: 90_000 / (index + 1),
        sentByResponder: 1, firstTime: Timestamp(nanoseconds: 1_700_000_000_000_000_000 + Int64(index) * 1_000_000_000),
        lastTime: Timestamp(nanoseconds: 1_700_000_060_000_000_000), example: FrameID(number: 17 + index * 1000))
    }
    findings.tally.groups = Groups(groups)
    findings.sources = [source]
    return Report(toolVersion: "0.0.0", findings: findings)
  }

  /// What the rooms below make of packets alone.
  static func findings(of conversation: Conversation) -> Findings {
    var findings = Findings()
    findings.matches = conversation.resets.map(match)
    findings.flows = conversation.flows
    for index in findings.flows.indices {
      // Not what is tested here.
      findings.flows[index].connectionState = .resetByResponder
      findings.flows[index].history = "ShADar"
    }
    findings.flowCount = findings.flows.count
    findings.segments = conversation.segments
    findings.tally.resets = findings.matches.count
    for match in findings.matches {
      if let cause = match.verdict.cause {
        findings.tally.settled[cause, default: 0] += 1
      } else if let cause = match.verdict.candidates.first {
        findings.tally.tied[cause, default: 0] += 1
      } else {
        findings.tally.unexplained += 1
      }
    }
    var source = source
    source.packets = conversation.segments.count
    source.segments = source.packets
    source.flows = findings.flows.count
    findings.sources = [source]
    return findings
  }

  private static var source: Findings.Source {
    var source = Findings.Source(kind: .capture, path: "incident.pcapng", format: "pcapng")
    source.linkTypes = [.ethernet]
    return source
  }

  private static func match(_ reset: Reset) -> Match {
    let isConnecting = reset.receiver.state == .synSent
    return Match(
      reset: reset, verdict: isConnecting ? refusal(reset) : unread(reset), acceptance: .accepted,
      receiver: Prediction(
        state: reset.receiver.state, error: isConnecting ? .connectionRefused : .connectionReset, certainty: .known,
        outlook: isConnecting ? .connecting : .pendingError))
  }

  /// Verdicts in words of the tests' own, so that the rulebook may change its words without changing a golden file.
  private static func unread(_ reset: Reset) -> Verdict {
    let frame = reset.segment.frame
    return Verdict(
      status: .settled(.closeWithUnreadData),
      evidence: [
        Evidence(
          cause: .closeWithUnreadData, supports: true, strength: .decisive,
          statement: "the sender closed after reading 1 of 2 bytes", frames: [frame], calls: [4, 5]),
        Evidence(
          cause: .closeWithUnreadData, supports: true, strength: .weak,
          statement: "2 bytes had been sent to the sender",
          frames: [FrameID(number: 4), frame]),
        Evidence(
          cause: .processExitWithUnreadData, supports: true, strength: .weak,
          statement: "2 bytes had been sent to the sender", frames: [FrameID(number: 4), frame]),
        Evidence(
          cause: .lingerZeroClose, supports: false, strength: .decisive,
          statement: "the kernel says TCP_ABORT_ON_CLOSE",
          kernelEvents: [1]),
      ], separatedBy: [])
  }

  private static func refusal(_ reset: Reset) -> Verdict {
    let frames = [FrameID(number: 1), reset.segment.frame]
    return Verdict(
      status: .tied([.noListener, .firewallReject]),
      evidence: [
        Evidence(
          cause: .noListener, supports: true, strength: .strong, statement: "the RST answers the SYN", frames: frames),
        Evidence(
          cause: .firewallReject, supports: true, strength: .weak, statement: "the RST answers the SYN", frames: frames),
      ], separatedBy: ["the kernel of the sender", "the firewall's counters"])
  }

  /// Eight calls of both ends, on the conversation's clock.
  private static func calls(from syn: Segment) -> [CallRecord] {
    let client = CallRecord.Process(pid: 4001, tid: 4001, name: "client")
    let server = CallRecord.Process(pid: 4002, tid: 4002, name: "server")
    let make = {
      (id: Int, micros: Int64, process: CallRecord.Process, name: String, count: Int?, result: Int, errno: Errno?) in
      let isClient = process == client
      return CallRecord(
        id: id, time: Timestamp(nanoseconds: syn.time.nanoseconds + micros * 1000),
        endTime: Timestamp(nanoseconds: syn.time.nanoseconds + micros * 1000 + 4000), process: process, name: name,
        fileDescriptor: isClient ? 5 : 6, local: isClient ? syn.tuple.source : syn.tuple.destination,
        remote: isClient ? syn.tuple.destination : syn.tuple.source, requested: count, result: result, errno: errno,
        signal: errno == .brokenPipe ? "SIGPIPE" : nil)
    }
    return [
      make(1, 31, client, "connect", nil, 0, nil), make(2, 40, server, "accept", nil, 6, nil),
      make(3, 225, client, "send", 2, 2, nil), make(4, 260, server, "recv", 1, 1, nil),
      make(5, 500, server, "close", nil, 0, nil), make(6, 600, client, "recv", 16, -1, .connectionReset),
      make(7, 640, client, "recv", 16, 0, nil), make(8, 700, client, "send", 5, -1, .brokenPipe),
    ]
  }

  private static func explanation(of call: CallRecord, reset: FrameID) -> Explanation {
    if call.errno == .connectionReset {
      return Explanation(
        kind: .reset, cause: .closeWithUnreadData, reset: reset, frame: reset,
        statement: "recv() on fd 5 failed with ECONNRESET because frame \(reset), a RST from 198.51.100.2:80, arrived; "
          + "that process closed its socket with 1 byte unread.")
    }
    return Explanation(
      kind: .earlierCall, cause: .closeWithUnreadData, reset: reset, call: 6,
      statement: "\(call.name)() found what the reset had left: call 6 had already taken the error.")
  }

  private static func kernelEvent(_ match: Match) -> KernelEvent {
    KernelEvent(
      id: 1, time: Timestamp(nanoseconds: match.reset.segment.time.nanoseconds - 1000), name: .sendReset,
      source: match.reset.segment.tuple.source, destination: match.reset.segment.tuple.destination,
      reason: .abortOnClose, state: "TCP_CLOSE", stack: ["tcp_send_active_reset", "__tcp_close", "inet_release"])
  }
}
