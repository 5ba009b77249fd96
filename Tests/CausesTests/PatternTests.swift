import Causes
import Flows
import TestSupport
import Testing
import Wire

/// Patterns beside the cause: recognised, and not seen everywhere.
@Suite struct PatternTests {
  private static let handshake = "< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000\n< . 1:1(0) ack 1 win 1000\n"

  private func patterns(_ conversation: String) throws -> [PatternName] {
    PatternSet(try #require(try Conversation(conversation).resets.last)).members
  }

  private static let signatures: [(String, PatternName)] = [
    ("< S 0:0(0) win 1000\n< R 1:1(0)", PatternName.tamperingSignature2),
    ("< S 0:0(0) win 1000\n< R. 1:1(0) ack 1", .tamperingSignature3),
    ("< S 0:0(0) win 1000\n< R 1:1(0)\n< R. 1:1(0) ack 1", .tamperingSignature4),
    ("\(handshake)< R 1:1(0)", .tamperingSignature6),
    ("\(handshake)< R 1:1(0)\n< R 2:2(0)", .tamperingSignature7),
    ("\(handshake)< R. 1:1(0) ack 1", .tamperingSignature8),
    ("\(handshake)< R. 1:1(0) ack 1\n< R. 2:2(0) ack 1", .tamperingSignature9),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R 9:9(0)", .tamperingSignature11),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R. 9:9(0) ack 1", .tamperingSignature12),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R 9:9(0)\n< R. 9:9(0) ack 1", .tamperingSignature13),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R. 9:9(0) ack 1\n< R. 19:19(0) ack 1", .tamperingSignature14),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R 9:9(0)\n< R 19:19(0)", .tamperingSignature15),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R 9:9(0) ack 5\n< R 19:19(0) ack 6", .tamperingSignature16),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< R 9:9(0) ack 5\n< R 19:19(0)", .tamperingSignature17),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< P. 9:10(1) ack 1 win 1000\n< R 10:10(0)", .tamperingSignature18),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n< P. 9:10(1) ack 1 win 1000\n< R. 10:10(0) ack 1", .tamperingSignature19),
  ]

  @Test(arguments: signatures)
  func aClientsResetMatchesTheSignatureOfItsStage(text: String, signature: PatternName) throws {
    let found = try patterns(text).filter { $0.name.hasPrefix("tampering") }
    #expect(found == [signature])
  }

  /// Whatever comes later on another connection: capture time goes on.
  private static let later = "\n+3 @1 < S 0:0(0) win 1000"

  private func silentFlow(_ text: String) throws -> QuietFlow? { try Conversation(text).tracked().quietFlows.first }

  @Test(arguments: [
    ("< S 0:0(0) win 1000\n> S. 0:0(0) ack 1 win 1000", PatternName.tamperingSignature1),
    (handshake, .tamperingSignature5),
    ("\(handshake)< P. 1:9(8) ack 1 win 1000\n> P. 1:9(8) ack 9 win 1000", .tamperingSignature10),
  ])
  func aClientThatFallsSilentMatchesASignature(text: String, signature: PatternName) throws {
    let flow = try #require(try silentFlow(text + Self.later))
    #expect(TamperingSignature.match(flow) == signature)
    #expect(signature.statement(of: flow).contains("looks like tampering signature"))
    #expect(try silentFlow(text) == nil, "the capture ends too early to tell")
  }

  @Test(arguments: [
    "< S 0:0(0) win 1000", "\(handshake)< P. 1:9(8) ack 1 win 1000",
    "\(handshake)< P. 1:9(8) ack 1 win 1000\n< P. 9:19(10) ack 1 win 1000\n> . 1:1(0) ack 19 win 1000",
  ])
  func silenceOfTheServerIsNoSignatureOfTheClient(text: String) throws {
    #expect(try silentFlow(text + Self.later).flatMap(TamperingSignature.match) == nil)
  }

  @Test(arguments: [
    "\(handshake)< F. 1:1(0) ack 1 win 1000\n> . 1:1(0) ack 2 win 1000", "\(handshake)> R. 1:1(0) ack 1",
    "\(handshake)< P. 1:9(8) ack 1 win 1000\n> F. 1:1(0) ack 9 win 1000\n< F. 9:9(0) ack 2 win 1000",
  ])
  func whoClosedDidNotFallSilent(text: String) throws { #expect(try silentFlow(text + Self.later) == nil) }

  /// A client that aborts looks like a signature too: beside the cause, never instead of it.
  @Test func aSignatureAccusesNobody() throws {
    for (text, signature) in Self.signatures {
      let first = try #require(try Conversation(text).resets.first)
      let verdict = Verdict(first, Weighing(first))
      #expect(verdict.cause != .forgedReset, "\(signature.name)")
      if first.segment.flags.contains(.ack) { #expect(verdict.candidates.first != .forgedReset, "\(signature.name)") }
    }
  }

  @Test func whoGoesOnWhileTheOtherIsRefusedHasLostItsStateOnTheWay() throws {
    let refused = Self.handshake + "< P. 1:9(8) ack 1 win 1000\n> R 1:1(0)\n"
    #expect(try patterns(refused + "+.1 > P. 1:8(7) ack 1 win 1000").contains(.stateLostInNAT))
    #expect(try !patterns(refused + "+.1 > P. 1:8(7) ack 9 win 1000").contains(.stateLostInNAT))
    #expect(try !patterns(refused).contains(.stateLostInNAT))
  }

  @Test func aRequestThatCrossesAnIdleAbortIsARaceToo() throws {
    let text =
      Self.handshake + "< P. 1:9(8) ack 1 win 1000\n> P. 1:9(8) ack 9 win 1000\n< . 9:9(0) ack 9 win 1000\n"
      + "+60 > R. 9:9(0) ack 9 win 1000\n+.001 < P. 9:19(10) ack 9 win 1000"
    let reset = try #require(try Conversation(text).resets.first)
    #expect(PatternSet(reset).members.contains(.idleCloseRace))
    let statement = PatternName.idleCloseRace.statement(of: reset)
    #expect(statement.contains("the server closed the idle connection after 60 s"))
    #expect(statement.contains("keep the client's idle time below the server's"))
  }

  @Test func aServersResetMatchesNone() throws {
    #expect(try patterns(Self.handshake + "> R. 1:1(0) ack 1").allSatisfy { !$0.name.hasPrefix("tampering") })
  }

  @Test func aResetBelowFreshDataIsDataSeqRST() throws {
    let text = Self.handshake + "> P. 1:101(100) ack 1 win 1000\n> R. 51:51(0) ack 1"
    #expect(try patterns(text).contains(.dataSeqRST))
    #expect(
      try !patterns(Self.handshake + "> P. 1:101(100) ack 1 win 1000\n> R. 101:101(0) ack 1").contains(.dataSeqRST))
  }

  @Test func newDataAfterAResetIsRSTSeqData() throws {
    let text = Self.handshake + "> R. 1:1(0) ack 1\n> P. 1:101(100) ack 1 win 1000"
    #expect(try patterns(text).contains(.rstSeqData))
  }

  @Test func aSecondResetFurtherAheadIsRSTSeqChange() throws {
    #expect(try patterns(Self.handshake + "> R. 1:1(0) ack 1\n> R. 1461:1461(0) ack 1").contains(.rstSeqChange))
    #expect(try !patterns(Self.handshake + "> R. 1:1(0) ack 1\n> R. 1:1(0) ack 1").contains(.rstSeqChange))
  }

  @Test func aSecondResetWithAnotherAcknowledgmentIsRSTAckChange() throws {
    #expect(try patterns(Self.handshake + "> R. 1:1(0) ack 1\n> R. 1:1(0) ack 100").contains(.rstAckChange))
  }

  @Test func repeatedAnswersAreNoInjection() throws {
    let text =
      Self.handshake + "< P. 1:9(8) ack 1 win 1000\n< P. 9:19(10) ack 1 win 1000\n> R 1:1(0)\n> R 1:1(0)"
    #expect(try patterns(text).isEmpty)
  }

  @Test func aRequestThatCrossesAnIdleCloseIsARace() throws {
    let text =
      Self.handshake + "< P. 1:9(8) ack 1 win 1000\n> P. 1:9(8) ack 9 win 1000\n< . 9:9(0) ack 9 win 1000\n"
      + "+5 > F. 9:9(0) ack 9 win 1000\n< P. 9:19(10) ack 9 win 1000\n> R 9:9(0)"
    let reset = try #require(try Conversation(text).resets.last)
    #expect(PatternSet(reset).members.contains(.idleCloseRace))
    #expect(PatternName.idleCloseRace.statement(of: reset).contains("after 5 s"))
    #expect(PatternName.idleCloseRace.statement(of: reset).contains("keep the client's idle time below the server's"))
  }

  @Test func aRequestAfterTheFinWasHeardIsNoRace() throws {
    let text =
      Self.handshake + "< P. 1:9(8) ack 1 win 1000\n> P. 1:9(8) ack 9 win 1000\n< . 9:9(0) ack 9 win 1000\n"
      + "+5 > F. 9:9(0) ack 9 win 1000\n< . 9:9(0) ack 10 win 1000\n< P. 9:19(10) ack 10 win 1000\n> R 10:10(0)"
    #expect(try !patterns(text).contains(.idleCloseRace))
  }

  @Test func resetsOfBothSidesCross() throws {
    let text = Self.handshake + "< R. 1:1(0) ack 1\n+.00001 > R. 1:1(0) ack 1"
    let resets = try Conversation(text).resets
    #expect(resets.allSatisfy { PatternSet($0).members.contains(.crossingResets) })
  }

  @Test func anAnswerToNothingIsBackscatter() throws {
    #expect(try patterns("> R. 0:0(0) ack 1 win 0").contains(.backscatter))
    #expect(try patterns("> S. 0:0(0) ack 1 win 1000\n< R 1:1(0)").contains(.backscatter))
    #expect(try !patterns("< S 0:0(0) win 1000\n> R. 0:0(0) ack 1 win 0").contains(.backscatter))
  }

  @Test func manyRefusalsToOneSourceAreAScan() throws {
    var accumulator = PatternAccumulator()
    let reset = try #require(try Conversation("< S 0:0(0) win 1000\n> R. 0:0(0) ack 1 win 0").resets.first)
    for port in 1...40 {
      var other = reset
      other.segment.tuple.source.port = UInt16(port)
      accumulator.add(other)
    }
    #expect(accumulator.patterns(of: reset).members == [.scan])
    #expect(accumulator.counts.scan == 40)
  }

  @Test func oneRefusalAgainAndAgainIsNoScan() throws {
    var accumulator = PatternAccumulator()
    let reset = try #require(try Conversation("< S 0:0(0) win 1000\n> R. 0:0(0) ack 1 win 0").resets.first)
    for _ in 1...40 { accumulator.add(reset) }
    #expect(accumulator.patterns(of: reset).isEmpty)
  }

  @Test func handshakesBrokenOffAgainAndAgainAreAHealthCheckAcrossShares() throws {
    let reset = try #require(try Conversation(Self.handshake + "< R. 1:1(0) ack 1").resets.first)
    var (one, other) = (PatternAccumulator(), PatternAccumulator())
    one.add(reset)
    one.add(reset)
    #expect(one.patterns(of: reset).isEmpty)
    other.add(reset)
    one.merge(other)
    #expect(one.patterns(of: reset).members == [.healthCheck])
    #expect(one.counts.healthCheck == 3)
  }

  @Test func aSynAckThatIsRepeatedIsOneAttempt() throws {
    let text = "< S 0:0(0) win 1000\n" + String(repeating: "> S. 0:0(0) ack 1 win 1000\n< R 1:1(0)\n", count: 4)
    var accumulator = PatternAccumulator()
    let resets = try Conversation(text).resets
    for reset in resets { accumulator.add(reset) }
    #expect(accumulator.patterns(of: resets[0]).isEmpty)
  }

  @Test func theSameBytesUnderTwoTuplesAreStateLost() throws {
    let reset = try #require(try Conversation("< P. 1:9(8) ack 1 win 1000\n> R 1:1(0)").resets.first)
    var accumulator = PatternAccumulator()
    accumulator.add(reset)
    #expect(accumulator.patterns(of: reset).isEmpty)
    var translated = reset
    translated.segment.tuple.destination.port ^= 1
    accumulator.add(translated)
    #expect(accumulator.patterns(of: reset).members == [.stateLostInNAT])
  }
}

extension PatternAccumulator {
  fileprivate mutating func add(_ reset: Reset) {
    var trace = Trace()
    if reset.show({ trace.take($0) }) { add(trace) }
  }
}
