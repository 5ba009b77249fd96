import Causes
import Host
import Matches
import Testing

/// Pages behind `rstscope explain`.
@Suite struct PageTests {
  @Test func everyErrnoOfTheLawHasAPage() {
    let errors: [Errno] = [.connectionReset, .brokenPipe, .connectionRefused, .timedOut, .connectionAborted]
    for error in errors { #expect(ErrnoPage.page(for: error) != nil, "\(error)") }
    #expect(ErrnoPage.page(for: Errno(rawValue: 2)) == nil)
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
