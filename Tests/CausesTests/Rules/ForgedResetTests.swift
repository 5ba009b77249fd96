import Causes
import TestSupport
import Testing

/// Settled by two departures from any host's RST, or by a host that goes on.
@Suite struct ForgedResetTests {
  @Test func aHostThatGoesOnSettlesAnAbort() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      +.1 > P. 1:8(7) ack 3 win 509
      """)
    #expect(verdict.status == .settled(.forgedReset))
  }

  @Test func twoDeparturesSettleIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      +.3 > R 50001:50001(0) win 512
      """)
    #expect(verdict.status == .settled(.forgedReset))
  }

  @Test func oneDepartureIsATieThatItLeads() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R 50001:50001(0) win 0
      """)
    #expect(verdict.candidates.first == .forgedReset)
    #expect(verdict.cause == nil)
  }

  @Test func anAcknowledgmentBeyondEveryWindowSettlesIt() throws {
    let opened = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509

      """
    #expect(try judge(opened + "> R. 1:1(0) ack 1000003 win 509").status == .settled(.forgedReset))
    // So much may have come that the capture lost.
    let possible = try judge(opened + "> R. 1:1(0) ack 60003 win 509")
    #expect(possible.candidates.first == .forgedReset)
    #expect(possible.cause == nil)
    // Mid-stream nothing tells how windows are scaled.
    #expect(
      try judge("< P. 1:3(2) ack 1 win 502\n> . 1:1(0) ack 3 win 509\n> R. 1:1(0) ack 1000003 win 509").cause == nil)
  }

  @Test func aSecondGuessWithAnotherNumberSettlesIt() throws {
    let text = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R 50001:50001(0)
      > R 51001:51001(0)
      """
    #expect(try judge(text).status == .settled(.forgedReset))
  }

  @Test func aBlindGuessThatTheHostIgnoresIsSettled() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > R 90000001:90000001(0) win 0
      +.00001 > P. 1:8(7) ack 3 win 509
      """)
    #expect(verdict.status == .settled(.forgedReset))
  }

  @Test func anAbortFromElsewhereIsNotExcluded() throws {
    let opened = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7> ttl 52 id 1
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509 ttl 52 id 2

      """
    let elsewhere = try judge(opened + "> R. 1:1(0) ack 3 win 509 ttl 101 id 40000")
    #expect(elsewhere.candidates.contains(.forgedReset) && elsewhere.candidates.first != .forgedReset)
    #expect(elsewhere.cause == nil)
    // A socket may set its own time to live, and a route may change by a hop.
    #expect(try !judge(opened + "> R. 1:1(0) ack 3 win 509 ttl 101 id 3").candidates.contains(.forgedReset))
    #expect(try !judge(opened + "> R. 1:1(0) ack 3 win 509 ttl 51 id 40000").candidates.contains(.forgedReset))
    #expect(try !judge("> R. 1:1(0) ack 3 win 509 ttl 101 id 40000").candidates.isEmpty)
  }

  @Test func anOrdinaryAbortIsNotAccused() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:3(2) ack 1 win 502
      > . 1:1(0) ack 3 win 509
      > R. 1:1(0) ack 3 win 509
      """)
    #expect(!verdict.candidates.contains(.forgedReset))
  }

  @Test func anOrdinaryRefusalIsNotAccused() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240
      > R. 0:0(0) ack 1 win 0 ttl 3
      """)
    #expect(!verdict.candidates.contains(.forgedReset))
  }

  @Test func aResetThatOvertookItsDataIsNotAccused() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > R. 8:8(0) ack 1 win 509
      +.00001 > P. 1:8(7) ack 1 win 509
      """)
    #expect(verdict.cause == nil)
    #expect(verdict.candidates.contains(.lingerZeroClose))
  }

  @Test func missingTimestampsAloneAccuseNobody() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,TS val 1 ecr 0>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,TS val 5 ecr 1>
      < . 1:1(0) ack 1 win 502 <TS val 2 ecr 5>
      > R. 1:1(0) ack 1 win 509
      """)
    #expect(!verdict.candidates.contains(.forgedReset))
  }

  @Test func whatWasDeliveredHadNotBeenRejected() throws {
    let answered = """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:9(8) ack 1 win 502
      > R 1:1(0) win 0

      """
    #expect(try judge(answered + "+.02 > . 1:1(0) ack 9 win 509").status == .settled(.forgedReset))
    // The second of two: the data behind the acknowledgment that it fits got through.
    #expect(try judge(answered + "> R 1:1(0) win 0\n+.02 > . 1:1(0) ack 9 win 509").status == .settled(.forgedReset))
    // Sent again before it was acknowledged: a firewall may have swallowed the first copy.
    let repeated = answered + "+.2 < P. 1:9(8) ack 1 win 502\n> . 1:1(0) ack 9 win 509"
    #expect(try judge(repeated).candidates.first == .firewallReject)
  }

  @Test func aSecondAbortWithANumberThatNobodyReachedSettlesIt() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      < P. 1:9(8) ack 1 win 502
      > R. 1:1(0) ack 9 win 99
      > R. 1461:1461(0) ack 9 win 101
      """)
    #expect(verdict.status == .settled(.forgedReset))
  }

  @Test func payloadSoonAfterABareAcknowledgmentTellsThatTheHostGoesOn() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 64240 <mss 1460,wscale 7>
      +.0004 > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      +.0004 < . 1:1(0) ack 1 win 502
      +.0001 < P. 1:9(8) ack 1 win 502
      +.0001 > R. 1:1(0) ack 9 win 99
      +.0004 > . 1:1(0) ack 9 win 509
      +.0001 > P. 1:41(40) ack 9 win 509
      """)
    #expect(verdict.status == .settled(.forgedReset))
  }

  /// RFC 9293 §3.10.5 lets an abort send a RST without ACK; Linux never does.
  @Test func anotherSystemMayAbortWithoutACK() throws {
    let exchange = """
      > S. 0:0(0) ack 1 win 65160 <mss 1460,wscale 7>
      < . 1:1(0) ack 1 win 502
      > P. 1:9(8) ack 1 win 509
      +5 < R 1:1(0) win 502
      """
    let other = try judge("< S 0:0(0) win 65535 <mss 1460,wscale 7,scale-first>\n" + exchange)
    #expect(!other.candidates.contains(.forgedReset))
    #expect(other.candidates.contains(.lingerZeroClose))
    let linux = try judge("< S 0:0(0) win 64240 <mss 1460,wscale 7>\n" + exchange)
    #expect(linux.candidates.first == .forgedReset)
  }

  /// A load balancer that leaves a window of its own in its answers; seen of Linux, it leads to forged-reset.
  @Test func aWindowOfAnotherSystemAccusesNobody() throws {
    let refused = { (ttl: Int) in
      """
      < S 0:0(0) win 65535 <mss 1460>
      > S. 0:0(0) ack 1 win 8190 ttl \(ttl) <mss 1460>
      < F. 1:1(0) ack 1 win 502
      > R 1:1(0) win 8201 ttl \(ttl)
      """
    }
    #expect(try judge(refused(232)).candidates.first != .forgedReset)
    #expect(try judge(refused(50)).candidates.first == .forgedReset)
  }

  @Test func aLoneResetWithAWindowAccusesNobody() throws {
    #expect(try judge("> R 1:1(0) win 8192").candidates.last == .forgedReset)
  }

  @Test func midStreamALoneResetIsOnlySuspected() throws {
    let verdict = try judge(
      """
      > R 1:1(0) win 0
      """)
    #expect(verdict.cause == nil)
    #expect(verdict.candidates.last == .forgedReset)
  }
}
