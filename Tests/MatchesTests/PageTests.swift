import Causes
import Host
import Matches
import Testing
import Wire

/// Pages behind `rstscope explain`.
@Suite struct PageTests {
  @Test func everyErrnoOfTheLawHasAPage() throws {
    let errors: [Errno] = [.connectionReset, .brokenPipe, .connectionRefused, .timedOut, .connectionAborted]
    for error in errors { #expect(ErrnoPage.page(for: error) != nil, "\(error)") }
    for error in try Self.icmpErrors().compactMap(ICMPLaw.error) {
      #expect(ErrnoPage.page(for: error) != nil, "\(error)")
    }
    #expect(ErrnoPage.page(for: Errno(rawValue: 2)) == nil)
  }

  /// Every type and code, of both versions.
  private static func icmpErrors() throws -> [ICMPError] {
    let senders = try ["192.0.2.9", "2001:db8::9"].map { try #require(IPAddress($0)) }
    return senders.flatMap { sender in
      (0..<256).map { number in
        let any = FourTuple(
          source: Endpoint(address: sender, port: 1), destination: Endpoint(address: sender, port: 2))
        return ICMPError(
          frame: FrameID(number: 1), time: Timestamp(nanoseconds: 0), sender: sender, recipient: sender,
          type: UInt8(number / 16), code: UInt8(number % 16), quotedTuple: any,
          quotedSequenceNumber: SequenceNumber(rawValue: 0), quotedFlags: .syn)
      }
    }
  }

  @Test func pagesNameCausesAndAdvice() {
    for page in ErrnoPage.pages {
      #expect(!page.causes.isEmpty && !page.advice.isEmpty && !page.meaning.isEmpty, "\(page.errno)")
    }
    #expect(Set(ErrnoPage.pages.map(\.errno)).count == ErrnoPage.pages.count)
  }

  @Test func severalCausesSayWhatSeparatesThem() {
    for page in ReasonPage.pages {
      #expect((page.causes.count > 1) == (page.separatedBy != nil), "\(page.reason.rawValue)")
    }
    #expect(ReasonPage.page(for: ResetReason(rawValue: "MPTCP_RST_EMPTCP"))?.causes == [.mptcpReset])
    #expect(ReasonPage.page(for: ResetReason(rawValue: "SOMETHING_NEW")) == nil)
  }
}
