import Causes
import Host
import Matches
import Testing
import Wire

@testable import Scenarios

struct ScenarioParsingTests {
  private static func parse(_ yaml: String) throws -> [Scenario] {
    try Scenario.parse(yaml: yaml, name: "mine", path: "mine.yaml")
  }

  @Test func stepsCarryPartyActionAndOutcome() throws {
    let scenario = try #require(
      try Self.parse(
        """
        title: t
        steps:
          - server: listen backlog 3 with SO_RCVBUF 4096 and TCP_NODELAY 1 = 0
          - client: send 1 MSG_NOSIGNAL = EPIPE SIGPIPE or 5
          - client: poll IN within 20 ms = IN ERR
          - injector: server > client RST,ACK seq=next-1 ack=iss+2 ttl=13 x4
        """
      ).first)
    #expect(scenario.steps.map(\.party) == ["server", "client", "client", "injector"])
    #expect(scenario.steps.map(\.line) == [3, 4, 5, 6])
    guard case .listen(3, let options) = scenario.steps[0].action else {
      Issue.record("no listen")
      return
    }
    #expect(options.options.map(\.name) == [.receiveBuffer, .noDelay])
    #expect(
      scenario.steps[1].expected?.outcomes == [[.failure(.brokenPipe, signal: "SIGPIPE"), .result(5)]])
    #expect(scenario.steps[2].expected?.outcomes == [[.readiness(["IN", "ERR"])]])
    guard case .inject(let injection) = scenario.steps[3].action else {
      Issue.record("no injection")
      return
    }
    #expect(injection.sequence == SegmentNumber(base: .next, offset: -1))
    #expect(injection.acknowledgment == SegmentNumber(base: .iss, offset: 2))
    #expect(injection.timeToLive == 13)
    #expect(injection.count == 4)
  }

  @Test func aSignalMayEndTheProcess() throws {
    let scenario = try #require(
      try Self.parse(
        """
        processes: [client]
        steps:
          - client: let SIGPIPE kill
          - client: send 1 = killed by SIGPIPE
          - client: SO_ERROR = ECONNRESET
            explained: no
        """
      ).first)
    #expect(scenario.steps[0].action == .letSigpipeKill)
    #expect(scenario.steps[1].expected?.outcomes == [[.killed(signal: "SIGPIPE")]])
    #expect(scenario.steps.map(\.isExplained) == [true, true, false])
  }

  @Test func whatIsNeededNeedNotBeSaid() throws {
    let needs = { (text: String) in try #require(try Self.parse(text).last).allNeeds }
    #expect(try needs("steps:\n  - client: connect\n").isEmpty)
    #expect(try needs("addresses: [ipv4, ipv6]\nsteps:\n  - client: connect\n") == [.ipv6])
    #expect(try needs("network: router\nsteps:\n  - client: connect\n") == [.ip, .veth])
    #expect(
      try needs(
        """
        needs: root
        steps:
          - firewall: input drop
          - host: conntrack -F
          - server: listen mptcp with TCP_MD5SIG
          - admin: kill server
          - server: vanish
        """) == [.root, .nft, .conntrack, .mptcp, .md5, .kill, .vanish])
  }

  @Test func twoFamiliesAreTwoScenarios() throws {
    let scenarios = try Self.parse("addresses: [ipv4, ipv6]\nsteps:\n  - client: connect\n")
    #expect(scenarios.map(\.name) == ["mine", "mine-ipv6"])
    #expect(scenarios.map(\.family) == [.ipv4, .ipv6])
  }

  private static func wire(_ lines: String) throws -> [WireLine] {
    try #require(try parse("steps:\n  - client: connect\n\(lines)\n").first).wire
  }

  @Test func aLineOfTheWireSaysOnlyWhatIsOutOfTheOrdinary() throws {
    let lines = try Self.wire(
      """
        - wire: client > server SYN
        - wire: server > client SYN,ACK x2+
        - wire: client > server ACK len=5+ ack=next-3
        - wire: server > client RST,ACK seq=0 ack=any win=0 ttl=63 tos=16
        - wire: router > client ICMP 3/13 maybe
      """)
    #expect(lines.map(\.times) == [1...1, 2...Int.max, 1...1, 1...1, 0...1])
    let segments = lines.compactMap(\.segment)
    #expect(segments.map(\.flags) == [.syn, [.syn, .ack], .ack, [.rst, .ack]])
    let next = SegmentNumber(base: .next, offset: 0)
    #expect(segments.map(\.sequence) == [nil, nil, next, SegmentNumber(base: .zero, offset: 0)])
    #expect(segments.map(\.acknowledgment) == [nil, next, SegmentNumber(base: .next, offset: -3), nil])
    #expect(segments[2].payloadLength == 5...Int.max)
    #expect(segments[3].window == 0 && segments[3].timeToLive == 63 && segments[3].trafficClass == 16)
    #expect(lines[4].packet == .error(DeclaredError(source: "router", destination: "client", type: 3, code: 13)))
  }

  @Test func aResetCarriesWhatEveryWitnessSays() throws {
    let line = try #require(
      try Self.wire(
        """
          - wire: server > client RST x1+
            cause: data-after-close
            packets: [data-after-close, half-open-peer]
            reason: [TCP_ABORT_ON_DATA, TCP_TIMEWAIT_SOCKET]
            because: the acknowledgment may be delayed
            taken: challenged
        """
      ).first)
    let reset = try #require(line.segment?.reset)
    #expect(reset.causes == [.dataAfterClose])
    #expect(reset.fromPackets == [.dataAfterClose, .halfOpenPeer])
    #expect(reset.reasons?.map(\.rawValue) == ["TCP_ABORT_ON_DATA", "TCP_TIMEWAIT_SOCKET"])
    #expect(reset.acceptance == .challenged)
    #expect(line.times == 1...Int.max)
    #expect(line.because == "the acknowledgment may be delayed")
  }

  /// A mistake in a file: its text, and where the error must point.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var yaml: String
    var line: Int
    var field: String
    var hint: String
    var testDescription: String { hint }
  }

  @Test(arguments: [
    Mistake(yaml: "title: x\n", line: 1, field: "steps", hint: "missing"),
    Mistake(
      yaml: "steps:\n  - client: connct\n", line: 2, field: "client",
      hint: "'connct' is no verb; did you mean 'connect'?"),
    Mistake(yaml: "steps:\n  - client: recv\n", line: 2, field: "client", hint: "a count of bytes"),
    Mistake(yaml: "steps:\n  - client: connect\n  - client: recv -1\n", line: 3, field: "client", hint: "from 0"),
    Mistake(
      yaml: "steps:\n  - client: recv 1 = ECONRESET\n", line: 2, field: "client", hint: "did you mean 'ECONNRESET'?"),
    Mistake(yaml: "steps:\n  - client: send 1 MSG_FOO\n", line: 2, field: "client", hint: "MSG_FOO"),
    Mistake(yaml: "steps:\n  - client: set SO_LINGER 1\n", line: 2, field: "client", hint: "two numbers"),
    Mistake(yaml: "steps:\n  - client: wait longer\n", line: 2, field: "client", hint: "cannot be waited for"),
    Mistake(yaml: "steps:\n  - client: begin state\n", line: 2, field: "client", hint: "may block"),
    Mistake(yaml: "steps:\n  - client: let SIGPIPE\n", line: 2, field: "client", hint: "'let SIGPIPE kill'"),
    Mistake(yaml: "steps:\n  - client: send 1 = killed\n", line: 2, field: "client", hint: "'killed by SIGPIPE'"),
    Mistake(yaml: "steps:\n  - client: connect\n    explained: yes\n", line: 3, field: "explained", hint: "'no'"),
    Mistake(yaml: "steps:\n  - client: wait ERR\n    explained: no\n", line: 2, field: "client", hint: "explained"),
    Mistake(yaml: "steps:\n  - client\n", line: 2, field: "steps", hint: "party: verb"),
    Mistake(yaml: "steps:\n  - injector: a b RST\n", line: 2, field: "injector", hint: "expected '>'"),
    Mistake(yaml: "steps:\n  - injector: a > b RTS\n", line: 2, field: "injector", hint: "no TCP flag"),
    Mistake(yaml: "steps:\n  - firewall: inptu drop\n", line: 2, field: "firewall", hint: "a hook"),
    Mistake(yaml: "steps:\n  - host: sysctl kernel.panic=1\n", line: 2, field: "host", hint: "net.NAME"),
    Mistake(yaml: "steps:\n  - host: sysctl net./../x=1\n", line: 2, field: "host", hint: "net.NAME"),
    Mistake(yaml: "steps:\n  - host: rm -rf x\n", line: 2, field: "host", hint: "no verb"),
    Mistake(yaml: "steps:\n  - host: ip netns exec x id\n", line: 2, field: "host", hint: "'netns' is no object"),
    Mistake(yaml: "steps:\n  - host: ip -n x addr\n", line: 2, field: "host", hint: "'-n' is no object"),
    Mistake(yaml: "steps:\n  - host: ip -batch x\n", line: 2, field: "host", hint: "'-batch' is no object"),
    Mistake(yaml: "steps:\n  - host: ip link set lo netns 1\n", line: 2, field: "host", hint: "own namespace"),
    Mistake(yaml: "stesp: []\n", line: 1, field: "stesp", hint: "no such field"),
    Mistake(yaml: "steps: []\nneeds: moon\n", line: 2, field: "needs", hint: "'moon'"),
    Mistake(yaml: "steps:\n  - wire: server > client RST\n    taken: yes\n", line: 2, field: "cause", hint: "missing"),
    Mistake(
      yaml: "steps:\n  - wire: server > client RST\n    cause: no-listner\n", line: 3, field: "cause",
      hint: "did you mean 'no-listener'?"),
    Mistake(
      yaml: "steps:\n  - wire: server > client SYN\n    cause: disconnect\n", line: 2, field: "cause", hint: "RST"),
    Mistake(
      yaml: "steps:\n  - wire: server > client RST\n    cause: disconnect\n    reason: tcp state\n", line: 4,
      field: "reason", hint: "'tcp state'"),
    Mistake(yaml: "steps:\n  - wire: server client RST\n", line: 2, field: "wire", hint: "expected '>'"),
    Mistake(yaml: "steps:\n  - wire: server > client RTS\n", line: 2, field: "wire", hint: "did you mean 'RST'?"),
    Mistake(yaml: "steps:\n  - wire: sever > client RST\n", line: 2, field: "wire", hint: "did you mean 'server'?"),
    Mistake(yaml: "steps:\n  - wire: server > client ACK 5\n", line: 2, field: "wire", hint: "'5' was not expected"),
    Mistake(yaml: "steps:\n  - wire: server > client ACK len=x\n", line: 2, field: "wire", hint: "len=5"),
    Mistake(yaml: "steps:\n  - wire: server > client ACK seq=now\n", line: 2, field: "wire", hint: "'now'"),
    Mistake(yaml: "steps:\n  - wire: server > client ACK =\n", line: 2, field: "wire", hint: "no field"),
    Mistake(yaml: "steps:\n  - wire: server > client ACK xy\n", line: 2, field: "wire", hint: "how often"),
    Mistake(yaml: "steps:\n  - wire: a > client ICMP 3\n", line: 2, field: "wire", hint: "type and code"),
    Mistake(yaml: "steps:\n  - injector: a > b RST =\n", line: 2, field: "injector", hint: "no field"),
    Mistake(yaml: "steps:\n  - client: connect\n    server: accept\n", line: 3, field: "client", hint: "one party"),
    Mistake(yaml: "steps:\n  - client: wait ERR = 0\n", line: 2, field: "client", hint: "leave out"),
    Mistake(yaml: "steps:\n  - client: recv 1 = -1 EPIPE\n", line: 2, field: "client", hint: "the errno alone"),
    Mistake(yaml: "steps:\n  - client: wait state CLOSEWAIT\n", line: 2, field: "client", hint: "'CLOSE_WAIT'"),
    Mistake(yaml: "steps: []\nresets: []\n", line: 2, field: "resets", hint: "no such field"),
    Mistake(yaml: "steps: [\n", line: 2, field: "YAML", hint: "did not find"),
    Mistake(yaml: "- 1\n", line: 1, field: "file", hint: "expected fields"),
    Mistake(yaml: "", line: 1, field: "file", hint: "expected fields"),
  ])
  func mistakesNameLineAndField(mistake: Mistake) {
    let error = #expect(throws: ScenarioError.self) { try Self.parse(mistake.yaml) }
    guard case .invalid("mine.yaml", let line, let field, let problem) = error else {
      Issue.record("\(String(describing: error)) names no place")
      return
    }
    #expect(line == mistake.line)
    #expect(field == mistake.field)
    #expect(problem.contains(mistake.hint))
  }
}
