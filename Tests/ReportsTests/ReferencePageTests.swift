import Causes
import Reports
import Testing

@Suite("Pages to look something up")
struct ReferencePageTests {
  @Test("each cause has a page that fits its width and says what to do", arguments: Cause.allCases)
  func causes(cause: Cause) {
    let text = ReferencePage(cause.page).text(width: 80)
    #expect(text.hasPrefix("\(cause.rawValue)\n"))
    #expect(text.contains("What to do"))
    #expect(HostileText.steers(text) == nil)
    for line in text.split(separator: "\n") where line.count > 80 {
      #expect(!line.dropFirst(6).contains(" "), "a line that could have been broken: \(line)")
    }
  }

  @Test("sections without lines are left out")
  func empty() {
    let page = ReferencePage(title: "X", meaning: "It is.", sections: [.init("Nothing", []), .init("One", ["a"])])
    #expect(page.text() == "X\n  It is.\n\nOne\n  a\n")
  }
}
