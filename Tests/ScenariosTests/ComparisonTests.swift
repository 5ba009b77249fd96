import Host
import Matches
import Testing
import Wire

@testable import Scenarios

/// A broken declaration must make a run fail: the comparison is what sees it.
struct ComparisonTests {
  private static func compare(
    _ steps: String, _ outcomes: [[CallExpectation.Outcome]], extra: String = "", segments: [Segment] = []
  ) throws -> [Difference] {
    let yaml = "steps:\n\(steps)\n\(extra)"
    let scenario = try #require(try Scenario.parse(yaml: yaml, name: "x", path: "x.yaml").first)
    let performed = outcomes.enumerated().map { Stage.PerformedStep(step: $0, outcomes: $1) }
    return Comparison(
      scenario: scenario, performed: performed, segments: segments, findings: Findings(), fromPackets: Findings(),
      parties: [client: "client", server: "server"], hasKernelEvents: false
    ).differences
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
    #expect(differences.first?.lines.first?.hasPrefix("- client \(step.split(separator: " ")[0])") == true)
  }

  @Test func callsThatWereBegunTogetherTakeTheOutcomesInAnyOrder() throws {
    let step = "  - client: end = ECONNRESET, 0, 0"
    let reset = CallExpectation.Outcome.failure(.connectionReset, signal: nil)
    #expect(try Self.compare(step, [[.result(0), .result(0), reset]]).isEmpty)
    #expect(try Self.compare(step, [[.result(0), reset, reset]]).count == 1)
    #expect(try Self.compare(step, [[.result(0), reset]]).count == 1)
  }

  @Test func bareAcknowledgmentsAndRepetitionsAreNotCompared() throws {
    let extra = "segments:\n  - client SYN\n  - server SYN,ACK\n  - client ACK 2\n"
    let seen = [
      Self.segment(1, from: Self.client, .syn, at: 100), Self.segment(2, from: Self.server, [.syn, .ack], at: 900),
      Self.segment(3, from: Self.client, .ack, at: 101),
      Self.segment(4, from: Self.client, [.psh, .ack], at: 101, length: 2),
      Self.segment(5, from: Self.client, [.psh, .ack], at: 101, length: 2),
    ]
    #expect(try Self.compare("  - client: connect", [[.result(0)]], extra: extra, segments: seen).isEmpty)
  }

  @Test func aSegmentNobodyDeclaredIsADifference() throws {
    let extra = "segments:\n  - client SYN\n"
    let seen = [
      Self.segment(1, from: Self.client, .syn, at: 100), Self.segment(2, from: Self.server, [.rst, .ack], at: 0),
    ]
    let differences = try Self.compare("  - client: connect", [[.result(0)]], extra: extra, segments: seen)
    #expect(differences.map(\.lines) == [["+ server RST,ACK"]])
  }

  @Test func aDeclaredResetThatNeverCameIsADifference() throws {
    let extra = "resets:\n  - {from: server, flags: RST, cause: half-open-peer}\nfailures: [user-timeout]\n"
    let differences = try Self.compare("  - client: connect", [[.result(0)]], extra: extra)
    #expect(differences.map(\.subject) == [.reset, .failure])
  }
}
