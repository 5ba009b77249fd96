import Causes
import Matches
import TestSupport
import Testing
import Wire

@testable import Scenarios

/// Declared lines of the wire against conversations in packetdrill's words: what must agree, and what may vary.
struct WireTests {
  /// The lines of a diff; empty where the two agree. `<` in the conversation comes from the client, which connects.
  private static func diff(_ declared: [String], _ conversation: String) throws -> [String] {
    let steps = declared.map { "  - wire: \($0)" }.joined(separator: "\n")
    let scenario = try #require(
      try Scenario.parse(yaml: "steps:\n  - client: connect\n\(steps)\n", name: "x", path: "x.yaml").first)
    let captured = try Conversation(conversation).events.map { event -> Captured in
      switch event {
      case .segment(let segment): .segment(segment)
      case .icmp(let error): .error(error)
      }
    }
    let client = Endpoint(address: Conversation.client, port: 40000)
    let server = Conversation.server
    return Comparison(
      scenario: scenario, performed: [], captured: captured, findings: Findings(),
      fromPackets: Findings(), parties: [client: "client", server: "server"],
      endpoints: ["client": client, "server": server], hasKernelEvents: false
    ).conversation().filter(\.differs).flatMap(\.lines)
  }

  private static let handshake = ["client > server SYN", "server > client SYN,ACK"]
  private static let opening = """
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1 win 65535
    < . 1:1(0) ack 1 win 500

    """

  @Test func acknowledgmentsRepetitionsAndDivisionMayVary() throws {
    let declared = Self.handshake + ["client > server ACK len=10", "server > client RST,ACK"]
    let seen = """
      < S 0:0(0) win 65535
      > S. 0:0(0) ack 1 win 65535
      < P. 1:6(5) ack 1 win 500
      > . 1:1(0) ack 6 win 500
      < P. 6:11(5) ack 1 win 500
      < P. 6:11(5) ack 1 win 500
      > R. 1:1(0) ack 11 win 500
      """
    #expect(try Self.diff(declared, Self.opening + "< P. 1:11(10) ack 1 win 500\n> R. 1:1(0) ack 11 win 500").isEmpty)
    #expect(try Self.diff(declared, seen).isEmpty)
  }

  @Test func twoSendsMayComeAsOneSegment() throws {
    let declared = Self.handshake + ["client > server ACK len=5", "client > server ACK len=5"]
    #expect(try Self.diff(declared, Self.opening + "< P. 1:11(10) ack 1 win 500").isEmpty)
    #expect(try Self.diff(declared, Self.opening + "< P. 1:10(9) ack 1 win 500").count == 3)
  }

  @Test(arguments: [
    ("> R. 2:2(0) ack 1 win 500", "+ wire: server > client RST,ACK seq=next+1"),
    ("> R. 1:1(0) ack 3 win 500", "+ wire: server > client RST,ACK ack=next+2"),
    ("> R 1:1(0) win 0", "+ wire: server > client RST"),
    ("< R. 1:1(0) ack 1 win 500", "+ wire: client > server RST,ACK"),
    ("> R. 1:4(3) ack 1 win 500", "+ wire: server > client RST,ACK len=3"),
    ("> F. 1:1(0) ack 1 win 500", "+ wire: server > client FIN,ACK"),
    ("", nil),
  ])
  func numbersFlagsLengthAndDirectionAreCompared(seen: String, line: String?) throws {
    let diff = try Self.diff(Self.handshake + ["server > client RST,ACK"], Self.opening + seen)
    #expect(diff == ["- wire: server > client RST,ACK"] + [line].compactMap(\.self))
  }

  @Test func numbersCountFromTheNextByteTheFirstOrNothing() throws {
    let seen = Self.opening + "> P. 1:9(8) ack 1 win 500\n> R 1:1(0) win 0"
    for sequence in ["next-8", "iss+1", "any", "4294967001"] {
      let declared = Self.handshake + ["server > client ACK len=8", "server > client RST seq=\(sequence)"]
      #expect(try Self.diff(declared, seen).isEmpty, "\(sequence)")
    }
    let refusal = ["client > server SYN", "server > client RST,ACK seq=0"]
    #expect(try Self.diff(refusal, "< S 0:0(0) win 65535\n> R. 0:0(0) ack 1 win 0").isEmpty)
  }

  @Test func aDeclaredAcknowledgmentMustCome() throws {
    let declared = Self.handshake + ["server > client RST seq=next+5", "client > server ACK"]
    let challenged = Self.opening + "> R 6:6(0) win 0"
    #expect(try Self.diff(declared, challenged + "\n< . 1:1(0) ack 1 win 500").isEmpty)
    #expect(try Self.diff(declared, challenged) == ["- wire: client > server ACK"])
  }

  @Test func repetitionsAreCountedWhereTheyAreDeclared() throws {
    let once = "< S 0:0(0) win 65535\n"
    #expect(try Self.diff(["client > server SYN"], once + once + once).isEmpty)
    #expect(try Self.diff(["client > server SYN x2+"], once + once + once).isEmpty)
    #expect(
      try Self.diff(["client > server SYN x2+"], once) == [
        "- wire: client > server SYN x2+", "+ wire: client > server SYN",
      ])
  }

  @Test func whatMayComeMayAlsoStayAway() throws {
    let declared = Self.handshake + ["client > server RST,ACK", "server > client RST,ACK maybe"]
    let one = Self.opening + "< R. 1:1(0) ack 1 win 500"
    #expect(try Self.diff(declared, one).isEmpty)
    #expect(try Self.diff(declared, one + "\n> R. 1:1(0) ack 1 win 500").isEmpty)
    #expect(try Self.diff(declared, Self.opening + "> R. 1:1(0) ack 1 win 500").count == 1)
  }

  @Test func aNewConnectionOnTheSamePortsCountsAnew() throws {
    let again = "< S 5000:5000(0) win 65535\n> S. 9000:9000(0) ack 5001 win 65535\n< P. 5001:5006(5) ack 9001 win 500"
    let declared = Self.handshake + ["client > server RST,ACK"] + Self.handshake + ["client > server ACK len=5"]
    #expect(try Self.diff(declared, Self.opening + "< R. 1:1(0) ack 1 win 500\n" + again).isEmpty)
  }

  @Test func errorsAreComparedByTypeAndCode() throws {
    let seen = "< S 0:0(0) win 65535\n> icmp 3.1"
    #expect(try Self.diff(["client > server SYN", "server > client ICMP 3/1"], seen).isEmpty)
    #expect(
      try Self.diff(["client > server SYN", "server > client ICMP 3/3"], seen) == [
        "- wire: server > client ICMP 3/3", "+ wire: server > client ICMP 3/1",
      ])
  }

  @Test func whatWasSeenStandsBesideWhatWasDeclared() throws {
    let declared = Self.handshake + ["client > server ACK len=3", "server > client FIN,ACK"]
    let seen = Self.opening + "< P. 1:3(2) ack 1 win 500\n> R. 1:1(0) ack 3 win 500"
    #expect(
      try Self.diff(declared, seen) == [
        "- wire: client > server ACK len=3", "+ wire: client > server ACK len=2", "- wire: server > client FIN,ACK",
        "+ wire: server > client RST,ACK",
      ])
  }

  @Test func whoDeclaresResetsOnlyIsComparedByResetsOnly() throws {
    let seen = Self.opening + "> R. 1:1(0) ack 1 win 500"
    #expect(try Self.diff(["server > client RST,ACK"], seen).isEmpty)
    #expect(try Self.diff(["client > server RST,ACK"], seen).count == 2)
  }

  @Test func nothingMeansNothing() throws {
    #expect(try Self.diff(["nothing"], "").isEmpty)
    #expect(try Self.diff(["nothing"], "< S 0:0(0) win 65535") == ["+ wire: client > server SYN"])
  }

  @Test func aWindowAndATimeToLiveAreComparedWhereTheyAreDeclared() throws {
    let seen = Self.opening + "> R. 1:1(0) ack 1 win 500 ttl 33"
    #expect(try Self.diff(Self.handshake + ["server > client RST,ACK win=500 ttl=33"], seen).isEmpty)
    #expect(try !Self.diff(Self.handshake + ["server > client RST,ACK win=0"], seen).isEmpty)
    #expect(try !Self.diff(Self.handshake + ["server > client RST,ACK ttl=64"], seen).isEmpty)
  }
}
