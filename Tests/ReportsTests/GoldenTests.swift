import Reports
import Testing

@Suite("Renderings as they were approved")
struct GoldenTests {
  @Test("text") func text() throws {
    try Golden.expect(TextReport(SampleReports.closeWithUnreadData()).render(), is: "close-with-unread-data.txt")
    try Golden.expect(TextReport(SampleReports.refused()).render(), is: "refused.txt")
    try Golden.expect(TextReport(SampleReports.many()).render(), is: "many.txt")
  }

  @Test("Markdown") func markdown() throws {
    try Golden.expect(MarkdownReport(SampleReports.closeWithUnreadData()).render(), is: "close-with-unread-data.md")
    try Golden.expect(MarkdownReport(SampleReports.many()).render(), is: "many.md")
  }

  @Test("HTML") func html() throws {
    try Golden.expect(HTMLReport(SampleReports.closeWithUnreadData()).render(), is: "close-with-unread-data.html")
    try Golden.expect(HTMLReport(SampleReports.refused()).render(), is: "refused.html")
    try Golden.expect(HTMLReport(SampleReports.many()).render(), is: "many.html")
  }

  @Test("JSON") func json() throws {
    var bytes: [UInt8] = []
    JSONReport(try SampleReports.closeWithUnreadData()).write { bytes += $0 }
    try Golden.expect(String(decoding: bytes, as: UTF8.self), is: "close-with-unread-data.json")
  }
}
