import Flows
import Host
import Matches
import Testing
import Wire

/// The errno law of Linux, from conversations whose outcome real kernels showed.
@Suite struct ErrnoLawTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var conversation: String
    var error: Errno?
    var reads: [String]
    var writes: [String]
  }

  static let rows = [
    Row(
      testDescription: "established", conversation: Exchange.handshake + "> R. 1:1(0) ack 1 win 512",
      error: .connectionReset, reads: ["ECONNRESET", "0 (end of file)"], writes: ["ECONNRESET", "EPIPE + SIGPIPE"]),
    Row(
      testDescription: "established, bytes buffered",
      conversation: Exchange.handshake + "> P. 1:8(7) ack 1 win 512\n> R. 8:8(0) ack 1 win 512",
      error: .connectionReset, reads: ["ECONNRESET", "0 (end of file)"], writes: ["ECONNRESET", "EPIPE + SIGPIPE"]),
    Row(
      testDescription: "client shut down for writing and waits for the answer",
      conversation: Exchange.handshake + """
        < F. 1:1(0) ack 1 win 512
        > . 1:1(0) ack 2 win 512
        > R. 1:1(0) ack 2 win 512
        """,
      error: .connectionReset, reads: ["ECONNRESET", "0 (end of file)"], writes: ["ECONNRESET", "EPIPE + SIGPIPE"]),
    Row(
      testDescription: "close-wait: end of file for ever, EPIPE from the first write",
      conversation: Exchange.handshake + """
        > F. 1:1(0) ack 1 win 512
        < . 1:1(0) ack 2 win 512
        < P. 1:6(5) ack 2 win 512
        > R 2:2(0) win 0
        """,
      error: .brokenPipe, reads: ["0 (end of file)"], writes: ["EPIPE + SIGPIPE"]),
    Row(
      testDescription: "connecting", conversation: "0 < S 0:0(0) win 65535 <mss 1460>\n> R. 0:0(0) ack 1 win 0",
      error: .connectionRefused,
      reads: ["ECONNREFUSED", "0 (end of file; ENOTCONN where connect() returned the error)"],
      writes: ["ECONNREFUSED", "EPIPE + SIGPIPE"]),
    Row(
      testDescription: "simultaneous open: reset, not refused",
      conversation: """
        0 < S 0:0(0) win 65535 <mss 1460>
        > S 0:0(0) win 65535 <mss 1460>
        < S. 0:0(0) ack 1 win 65535 <mss 1460>
        > R 1:1(0) win 0
        """,
      error: .connectionReset,
      reads: ["ECONNRESET", "0 (end of file; ENOTCONN where connect() returned the error)"],
      writes: ["ECONNRESET", "EPIPE + SIGPIPE"]),
    Row(
      testDescription: "a request that nobody accepted",
      conversation: """
        0 < S 0:0(0) win 65535 <mss 1460>
        > S. 0:0(0) ack 1 win 65535 <mss 1460>
        < R 1:1(0) win 0
        """,
      error: nil, reads: [], writes: []),
    Row(
      testDescription: "a server that closed first holds no socket any more",
      conversation: Exchange.handshake + """
        > F. 1:1(0) ack 1 win 512
        < . 1:1(0) ack 2 win 512
        < R. 1:1(0) ack 2 win 512
        """,
      error: nil, reads: [], writes: []),
  ]

  @Test(arguments: rows) func receiverShows(_ row: Row) throws {
    let match = try #require(try Exchange.findings(row.conversation).matches.first)
    #expect(match.receiver.error == row.error)
    #expect(match.receiver.reads == row.reads)
    #expect(match.receiver.writes == row.writes)
  }

  @Test(arguments: [
    "ttl 128 <mss 1460,sackOK,wscale 8>", "ttl 120 <mss 1460,sackOK>", "ttl 251 <mss 1460,TS val 1 ecr 0>",
    "ttl 57 <mss 1460,wscale 6,TS val 1 ecr 0,sackOK,scale-first>", "ttl 64 <bare,wscale 7>",
  ])
  func stackUnlikeLinuxIsNotGuessed(syn: String) throws {
    let ttl = syn.split(separator: " ")[1]
    let conversation = """
      0 < S 0:0(0) win 65535 \(syn)
      > S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK,nop,wscale 7>
      < . 1:1(0) ack 1 win 512 ttl \(ttl)
      > R. 1:1(0) ack 1 win 512
      """
    let match = try #require(try Exchange.findings(conversation).matches.first)
    #expect(match.acceptance == .accepted)
    #expect(match.receiver.error == nil)
    #expect(match.receiver.certainty == .unknown)
    #expect(match.receiver.unlikeLinux != nil)
  }

  @Test func midStreamIsAssumedOnlyWhereBothEndsSpoke() throws {
    let heard = try Exchange.findings(
      "0 < P. 1:6(5) ack 1 win 512\n> . 1:1(0) ack 6 win 512\n> R. 1:1(0) ack 6 win 512")
    #expect(heard.matches.first?.receiver.error == .connectionReset)
    let unheard = try Exchange.findings("0 < P. 1:6(5) ack 1 win 512\n> R 1:1(0) win 0")
    #expect(unheard.matches.first?.receiver.error == nil)
    #expect(unheard.matches.first?.receiver.certainty == .unknown)
  }
}
