import Host
import Matches
import Testing
import Wire

@testable import Scenarios

/// A broken declaration must make a run fail: the comparison is what sees it.
struct ComparisonTests {
  private static func compare(
    _ steps: String, _ outcomes: [[CallExpectation.Outcome]], extra: String = "", segments: [Segment] = []
  ) throws -> [ComparedLine] {
    let yaml = "steps:\n\(steps)\n\(extra)"
    let scenario = try #require(try Scenario.parse(yaml: yaml, name: "x", path: "x.yaml").first)
    let performed = outcomes.enumerated().map { Stage.PerformedStep(step: $0, outcomes: $1) }
    return Comparison(
      scenario: scenario, performed: performed, captured: segments.map(Captured.segment), findings: Findings(),
      fromPackets: Findings(), parties: [client: "client", server: "server"],
      endpoints: ["client": client, "server": server], hasKernelEvents: false
    ).conversation().filter(\.differs)
  }

  private static let client = Endpoint(address: IPAddress(v4: 0x7f00_0001), port: 4000)
  private static let server = Endpoint(address: IPAddress(v4: 0x7f00_0001), port: 80)

  private static func segment(
    _ number: Int, from source: Endpoint, _ flags: TCPFlags, at sequence: UInt32, length: UInt32 = 0
  ) -> Segment {
    Segment(
      frame: FrameID(number: number), time: Timestamp(nanoseconds: Int64(number)),
      tuple: FourTuple(source: source, destination: source == client ? server : client),
      sequenceNumber: SequenceNumber(rawValue: sequence), acknowledgmentNumber: SequenceNumber(rawValue: 0),
      flags: flags, window: 0, payloadLength: length)
  }

  @Test func whatWasDeclaredPasses() throws {
    let steps = "  - client: recv 64 = ECONNRESET\n  - client: poll = IN HUP\n  - client: send 5 = 5 or EPIPE SIGPIPE"
    let seen: [[CallExpectation.Outcome]] = [
      [.failure(.connectionReset, signal: nil)], [.readiness(["HUP", "IN"])],
      [.failure(.brokenPipe, signal: "SIGPIPE")],
    ]
    #expect(try Self.compare(steps, seen).isEmpty)
  }

  @Test(arguments: [
    ("recv 64 = ECONNRESET", CallExpectation.Outcome.result(0)),
    ("recv 64 = 0", .result(1)),
    ("send 1 = EPIPE SIGPIPE", .failure(.brokenPipe, signal: nil)),
    ("send 1 = EPIPE", .failure(.brokenPipe, signal: "SIGPIPE")),
    ("send 1 = killed by SIGPIPE", .failure(.brokenPipe, signal: "SIGPIPE")),
    ("send 1 = EPIPE SIGPIPE", .killed(signal: "SIGPIPE")),
    ("poll = IN OUT", .readiness(["IN"])),
    ("poll = nothing", .readiness(["ERR"])),
    ("state = CLOSE", .state("ESTABLISHED")),
    ("recv 64 = 10+", .result(9)),
    ("connect = ok", .failure(.connectionRefused, signal: nil)),
  ])
  func aBrokenDeclarationIsADifference(step: String, seen: CallExpectation.Outcome) throws {
    let differences = try Self.compare("  - client: \(step)", [[seen]])
    #expect(differences.map(\.subject) == [.call])
    #expect(differences.first?.lines.count == 2)
    #expect(differences.first?.lines.first?.hasPrefix("- client: \(step.split(separator: " ")[0])") == true)
  }

  @Test func callsThatWereBegunTogetherTakeTheOutcomesInAnyOrder() throws {
    let step = "  - client: end = ECONNRESET, 0, 0"
    let reset = CallExpectation.Outcome.failure(.connectionReset, signal: nil)
    #expect(try Self.compare(step, [[.result(0), .result(0), reset]]).isEmpty)
    #expect(try Self.compare(step, [[.result(0), reset, reset]]).count == 1)
    #expect(try Self.compare(step, [[.result(0), reset]]).count == 1)
  }

  @Test func aDeclaredFailureThatNeverCameIsADifference() throws {
    let differences = try Self.compare("  - client: connect", [[.result(0)]], extra: "failures: [user-timeout]\n")
    #expect(differences.map(\.subject) == [.failure])
  }

  /// A failed call that no finding explains, held against a declaration.
  private static func unexplained(_ step: String, on kernel: [Int], declaredOn: [Int]? = nil) throws -> ScenarioOutcome
  {
    let yaml = "steps:\n  - client: SO_ERROR = ECONNRESET\n\(step)"
    var scenario = try #require(try Scenario.parse(yaml: yaml, name: "x", path: "x.yaml").first)
    scenario.kernel = declaredOn.map(KernelVersion.init)
    var record = CallRecord(
      time: Timestamp(nanoseconds: 1), endTime: Timestamp(nanoseconds: 2), name: "getsockopt", result: 0)
    record.socketError = .connectionReset
    var findings = Findings()
    findings.calls = [record]
    findings.calls[0].id = 1
    let performed = Stage.PerformedStep(
      step: 0, records: [record], outcomes: [.failure(.connectionReset, signal: nil)])
    return Comparison(
      scenario: scenario, performed: [performed], captured: [], findings: findings, fromPackets: Findings(),
      parties: [:], endpoints: [:], hasKernelEvents: false, kernel: KernelVersion(numbers: kernel)
    ).outcome(failure: nil)
  }

  @Test func aFailedCallMustBeExplainedUnlessNoWitnessIsDeclared() throws {
    let undeclared = try Self.unexplained("", on: [6, 18])
    #expect(undeclared.status == .failed)
    #expect(undeclared.differences.map(\.subject) == [.unexplainedCall])
    #expect(try Self.unexplained("    explained: no\n", on: [6, 18]).status == .passed)
  }

  @Test func onAnotherKernelADifferenceIsTheKernels() throws {
    #expect(try Self.unexplained("", on: [6, 18], declaredOn: [6, 18]).status == .failed)
    let older = try Self.unexplained("", on: [6, 1], declaredOn: [6, 18])
    #expect(older.status == .kernelDiffers)
    #expect(older.reason == "this is Linux 6.1, the declaration was made on Linux 6.18")
    #expect(!older.differences.isEmpty)
    // What a user declares for the kernel at hand is the user's.
    #expect(try Self.unexplained("", on: [6, 1]).status == .failed)
    let known = try Self.unexplained("kernel-differs: {\"6.10\": they have no reasons}\n", on: [6, 1])
    #expect(known.status == .kernelDiffers)
    #expect(known.reason == "they have no reasons")
  }

  @Test func theDifferenceStandsWhereItHappened() throws {
    let steps = """
        - client: connect = 0
        - wire: client > server SYN
        - wire: server > client SYN,ACK
        - client: recv 64 = 0
      """
    let scenario = try #require(try Scenario.parse(yaml: "steps:\n\(steps)", name: "x", path: "x.yaml").first)
    let refused = Self.segment(2, from: Self.server, [.rst, .ack], at: 0)
    let conversation = Comparison(
      scenario: scenario,
      performed: [
        .init(step: 0, outcomes: [.result(0)]), .init(step: 3, outcomes: [.failure(.connectionReset, signal: nil)]),
      ],
      captured: [.segment(Self.segment(1, from: Self.client, .syn, at: 100)), .segment(refused)],
      findings: Findings(), fromPackets: Findings(), parties: [Self.client: "client", Self.server: "server"],
      endpoints: ["client": Self.client, "server": Self.server], hasKernelEvents: false
    ).conversation()
    #expect(
      conversation.flatMap(\.lines) == [
        "  client: connect = 0", "  wire: client > server SYN", "- wire: server > client SYN,ACK",
        "+ wire: server > client RST,ACK seq=0 ack=next-101", "- client: recv 64 = 0", "+ client: recv 64 = ECONNRESET",
      ])
  }
}
