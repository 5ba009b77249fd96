import Flows
import TestSupport
import Testing
import Wire

/// Zeek's `conn_state` and `history`, by what its scripts and sources say of such exchanges.
@Suite struct ZeekRecordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var conversation: String
    var state: ConnectionState
    var history: String
  }

  static let cases = [
    Case(
      testDescription: "lone RST from a likely server", conversation: "> R 5:5(0)", state: .synAckThenReset,
      history: "^r"),
    Case(
      testDescription: "lone RST between unknown ports", conversation: "< R 5:5(0)", state: .other, history: "R"),
    Case(
      testDescription: "SYN then RST of the same side", conversation: "< S 0:0(0) win 9\n< R 1:1(0)",
      state: .synThenReset, history: "SR"),
    Case(
      testDescription: "refused", conversation: "< S 0:0(0) win 9\n> R. 0:0(0) ack 1", state: .rejected,
      history: "Sr"),
    Case(testDescription: "unanswered", conversation: "< S 0:0(0) win 9", state: .s0, history: "S"),
    Case(
      testDescription: "a whole connection",
      conversation: """
        < S 0:0(0) win 9
        > S. 0:0(0) ack 1 win 9
        < . 1:1(0) ack 1 win 9
        < P. 1:5(4) ack 1 win 9
        > P. 1:5(4) ack 5 win 9
        < F. 5:5(0) ack 5 win 9
        > F. 5:5(0) ack 6 win 9
        < . 6:6(0) ack 6 win 9
        """, state: .sf, history: "ShADdFf"),
    Case(
      testDescription: "retransmission, zero window, abort by the originator",
      conversation: """
        < S 0:0(0) win 9
        > S. 0:0(0) ack 1 win 9
        < . 1:1(0) ack 1 win 9
        < P. 1:5(4) ack 1 win 9
        < P. 1:5(4) ack 1 win 9
        > . 1:1(0) ack 5
        < R. 5:5(0) ack 1
        """, state: .resetByOriginator, history: "ShADTawR"),
    Case(
      testDescription: "a gap that an acknowledgment reveals",
      conversation: """
        < S 0:0(0) win 9
        > S. 0:0(0) ack 1 win 9
        < . 1:1(0) ack 1 win 9
        < P. 5:9(4) ack 1 win 9
        > . 1:1(0) ack 9 win 9
        """, state: .s1, history: "ShADaG"),
    Case(
      testDescription: "flags that exclude each other",
      conversation: "< SF 0:0(0) win 9\n< FR 0:0(0) win 9", state: .other, history: "QI"),
    Case(
      testDescription: "picked up at the SYN+ACK",
      conversation: "> S. 0:0(0) ack 1 win 9\n< . 1:1(0) ack 1 win 9", state: .s1, history: "^hA"),
    Case(
      testDescription: "picked up in the middle",
      conversation: "< P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9", state: .other, history: "Da"),
  ]

  @Test(arguments: cases) func isWhatZeekWrites(_ example: Case) throws {
    let flow = try #require(try Conversation(example.conversation).flows.first)
    #expect(flow.connectionState == example.state)
    #expect(flow.history == example.history)
  }

  @Test func aLoneSYNACKFollowedByTrafficFlipsTheRoles() throws {
    // Neither port is a server's by Zeek's list.
    let flow = try #require(
      try Self.flow(
        "> S. 0:0(0) ack 1 win 9\n< . 1:1(0) ack 1 win 9\n< P. 1:5(4) ack 1 win 9\n> P. 1:9(8) ack 5 win 9",
        serverPort: 7))
    #expect(flow.history == "^hADd" && flow.connectionState == .other)
    #expect(flow.tuple.destination.port == 7)
  }

  @Test func aFlowThatZeekSplitsShowsTheFullerRecord() throws {
    let flow = try #require(
      try Conversation("< S 0:0(0) win 9\n> R. 0:0(0) ack 1\n+1 < S 0:0(0) win 9\n> R. 0:0(0) ack 1").flows.first)
    #expect(flow.packets == 4)
    #expect(flow.history == "Sr" && flow.connectionState == .rejected)
    #expect(flow.otherRecords.map(\.history) == ["Sr"])
  }

  /// Zeek's timers, each with the exchange that runs into it and the records that it makes.
  static let splits: [(String, [String])] = [
    // `tcp_attempt_delay`: whatever the originator sends, nobody answers it.
    ("< S 0:0(0) win 9\n< P. 1:5(4) ack 1 win 9\n+5 < F. 5:5(0) ack 1 win 9", ["SD", "F"]),
    ("< S 0:0(0) win 9\n< P. 1:5(4) ack 1 win 9\n+4.9 < F. 5:5(0) ack 1 win 9", ["SDF"]),
    // `tcp_inactivity_timeout`.
    ("< P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9\n+300 < P. 5:9(4) ack 1 win 9", ["Da", "D"]),
    ("< P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9\n+299 < P. 5:9(4) ack 1 win 9", ["Da"]),
    // `tcp_close_delay`, and the RST ahead of its sender's bytes that keeps it from running.
    ("< P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9\n< R 5:5(0)\n+5 > P. 1:5(4) ack 5 win 9", ["DaR", "^d"]),
    ("< P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9\n< R 1005:1005(0)\n+5 > P. 1:5(4) ack 5 win 9", ["DaRd"]),
    // A FIN behind missing bytes closes nothing until they come.
    (
      """
      < P. 1:5(4) ack 1 win 9
      > . 1:1(0) ack 5 win 9
      > F. 9:9(0) ack 5 win 9
      < F. 5:5(0) ack 1 win 9
      +6 > P. 1:9(8) ack 6 win 9
      """, ["DafFdt"]
    ),
    // A FIN below what was sent seems to have come around all numbers, and closes nothing.
    (
      """
      < . 1001:1001(0) ack 1 win 9
      < F 1:1(0) win 9
      +11 > P. 1:11(10) ack 1001 win 9
      > F 1:2(1) win 9
      < . 991:991(0) ack 11 win 9
      """, ["AFdft"]
    ),
    // `tcp_session_timer`: a FIN and a RST of the same side leave the connection to be looked at every six seconds,
    // but not where the RST was the first thing to end it.
    (
      """
      < . 1:1(0) ack 1 win 9
      > . 1:1(0) ack 1 win 9
      < F. 1:1(0) ack 1 win 9
      < R 2:2(0)
      +6 > P. 1:5(4) ack 1 win 9
      """, ["AaFR", "^d"]
    ),
    (
      """
      < . 1:1(0) ack 1 win 9
      > . 1:1(0) ack 1 win 9
      > F. 1:1(0) ack 1 win 9
      < R 1005:1005(0)
      +6 > P. 1:5(4) ack 1 win 9
      """, ["AafRd"]
    ),
  ]

  @Test(arguments: splits) func timersSplitAsZeeksDo(_ conversation: String, _ histories: [String]) throws {
    let flow = try #require(try Conversation(conversation).flows.first)
    #expect([flow.history] + flow.otherRecords.map(\.history) == histories)
  }

  /// `tcp_inactivity_timeout` is set when a side leaves the handshake, and longer only by `connection_established`.
  @Test(arguments: [
    ("> S. 0:0(0) ack 1 win 9\n> . 1:5(4) ack 1 win 9\n+301 > . 5:9(4) ack 1 win 9", 7, ["^hd"]),
    ("< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n+301 < . 1:1(0) ack 1 win 9", 22, ["ShA"]),
    ("< P. 1:5(4) ack 1 win 9\n> S. 0:0(0) ack 5 win 9\n+301 < . 5:5(0) ack 1 win 9", 22, ["Dh", "A"]),
  ]) func silenceCountsOnceAConnectionHasBegun(_ conversation: String, _ port: UInt16, _ histories: [String]) throws {
    let flow = try #require(try Self.flow(conversation, serverPort: port))
    #expect([flow.history] + flow.otherRecords.map(\.history) == histories)
  }

  /// Where the clock steps back, that is silence.
  @Test func aClockThatStepsBackIsSilence() throws {
    var segments = try Conversation("< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n< . 1:1(0) ack 1 win 9").segments
    segments[1].time = Timestamp(nanoseconds: segments[0].time.nanoseconds - 1_000_000_000_000)
    let flow = try #require(Self.flow(segments, wrong: []))
    #expect([flow.history] + flow.otherRecords.map(\.history) == ["Sh", "A"])
  }

  /// Times that a capture cannot mean are the latest there is; nothing is over then.
  @Test func theEndOfTimeEndsNothing() throws {
    var segments = try Conversation(
      "< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n< R 1:1(0)\n> . 1:1(0) ack 1 win 9"
    ).segments
    for index in segments.indices { segments[index].time = Timestamp(nanoseconds: .max) }
    let flow = try #require(Self.flow(segments, wrong: []))
    #expect(flow.history == "ShRa" && flow.otherRecords.isEmpty)
  }

  /// A record's direction is told by who turned out to be the originator, not by who seemed to be when it ended.
  @Test func anEarlierRecordIsReversedWhereTheRolesChangedSince() throws {
    let flow = try #require(
      try Self.flow("> S. 0:0(0) ack 1 win 9\n+6 < P. 1:5(4) ack 1 win 9\n> . 1:1(0) ack 5 win 9", serverPort: 7))
    #expect(flow.tuple.destination.port == 7 && flow.history == "Da")
    #expect(flow.otherRecords.map(\.history) == ["H"] && flow.otherRecords.map(\.isReversed) == [true])
  }

  /// Where Zeek takes the other end for the originator in all its records, the flow is told in its direction.
  @Test func aFlowIsToldInTheDirectionOfItsRecords() throws {
    let flow = try #require(try Self.flow("> S. 0:0(0) ack 1 win 9\n+6 > P. 1:5(4) ack 1 win 9", serverPort: 7))
    #expect(flow.tuple.source.port == 7 && flow.originator.segments == 2)
    #expect(flow.history == "H" && flow.otherRecords.map(\.history) == ["D"])
    #expect(flow.otherRecords.map(\.isReversed) == [false])
  }

  /// A SYN that turns out to have begun the next connection leaves no record with the one before.
  @Test func aSYNThatBeganTheNextConnectionLeavesNothingBehind() throws {
    let flows = try Conversation(
      "< S 0:0(0) win 9\n> R 5:5(0)\n< S 2222:2222(0) win 9\n> S. 0:0(0) ack 2223 win 9\n< . 2223:2223(0) ack 1 win 9"
    ).flows
    #expect(flows.map(\.history) == ["Sr", "ShA"])
    #expect(flows.map(\.otherRecords) == [[], []])
  }

  /// A segment with a wrong checksum leaves a letter, and the next SYN begins another record.
  @Test func wrongChecksumsLeaveALetter() throws {
    let segments = try Conversation(
      "< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n< . 1:1(0) ack 1 win 9\n< P. 1:5(4) ack 1 win 9"
    ).segments
    let flow = try #require(Self.flow(segments, wrong: [0, 2]))
    #expect(flow.history == "^hCD" && flow.connectionState == .s1)
    #expect(flow.otherRecords.map(\.history) == ["C"] && flow.otherRecords.map(\.state) == [.other])
  }

  /// `tcp_SYN_timeout`: a connection without one good segment is forgotten.
  @Test(arguments: [("+5.1", ["C", "A"]), ("+4.9", ["CA"])])
  func whatHadNoGoodSegmentIsForgotten(_ pause: String, _ histories: [String]) throws {
    let segments = try Conversation("< P. 1:5(4) ack 1 win 9\n\(pause) < . 5:5(0) ack 1 win 9").segments
    let flow = try #require(Self.flow(segments, wrong: [0]))
    #expect([flow.history] + flow.otherRecords.map(\.history) == histories)
  }

  /// Zeek reads no header that the snap length cut, and no datagram that never became whole.
  @Test func whatZeekDoesNotReadLeavesNothing() throws {
    var segments = try Conversation(
      "< S 0:0(0) win 9\n> S. 0:0(0) ack 1 win 9\n< . 1:1(0) ack 1 win 9\n< P. 1:5(4) ack 1 win 9"
    ).segments
    segments[2].options.kinds.insert(.cut)
    segments[3].envelope.fragmentation = .lonelyFirst
    let flow = try #require(Self.flow(segments, wrong: []))
    #expect(flow.history == "Sh" && flow.packets == 4)
  }

  /// The flow of a conversation, whose server has another port.
  private static func flow(_ conversation: String, serverPort: UInt16) throws -> Flow? {
    let segments = try Conversation(conversation).segments.map { segment in
      var segment = segment
      if segment.tuple.source.port == 80 { segment.tuple.source.port = serverPort }
      if segment.tuple.destination.port == 80 { segment.tuple.destination.port = serverPort }
      return segment
    }
    return flow(segments, wrong: [])
  }

  private static func flow(_ segments: [Segment], wrong: Set<Int>) -> Flow? {
    var options = FlowTable.Options()
    options.dropsWrongChecksums = true
    var table = FlowTable(options)
    for (index, var segment) in segments.enumerated() {
      segment.envelope.checksum = wrong.contains(index) ? .wrong : .valid
      table.track(segment)
    }
    table.finish()
    return table.flows.first
  }
}
