import Causes
import TestSupport
import Testing

/// A second, different SYN during the handshake.
@Suite struct InvalidSynTests {
  @Test func aDifferentSYNAfterTheSynAckPutsItFirst() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 65160
      < S 1:1(0) win 1000
      > R. 0:0(0) ack 2 win 0
      """)
    #expect(verdict.candidates.first == .invalidSyn)
    #expect(verdict.candidates.contains(.noListener))
  }

  @Test func aSynAckInSynReceivedToo() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1000
      > S. 0:0(0) ack 1 win 65160
      < S. 1:1(0) ack 1 win 1000
      > R 1:1(0)
      """)
    #expect(verdict.candidates.first == .invalidSyn)
  }

  @Test func aRepeatedSYNIsTheSameOne() throws {
    let verdict = try judge(
      """
      < S 0:0(0) win 1000
      > R. 0:0(0) ack 1 win 0
      +1 < S 0:0(0) win 1000
      > R. 0:0(0) ack 1 win 0
      """)
    #expect(!verdict.candidates.contains(.invalidSyn))
    #expect(verdict.candidates.first == .noListener)
  }

  @Test func midStreamItStaysSilent() throws {
    let verdict = try judge(
      """
      < S. 1:1(0) ack 1 win 1000
      > R 1:1(0)
      """)
    #expect(!verdict.candidates.contains(.invalidSyn))
  }
}
