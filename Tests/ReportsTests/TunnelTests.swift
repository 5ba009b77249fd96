import Foundation
import Reports
import Testing

/// Addresses in a report are the inner ones; what carried them is said beside them.
@Suite struct TunnelTests {
  @Test func everyFormNamesTheTunnel() throws {
    let report = try SampleReports.tunnelled()
    #expect(TextReport(report).render().contains("through vxlan"))
    #expect(MarkdownReport(report).render().contains("through vxlan"))
    #expect(HTMLReport(report).render().contains("through vxlan"))
    var bytes: [UInt8] = []
    JSONReport(report).write { bytes += $0 }
    let json = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let resets = try #require(json["resets"] as? [[String: Any]])
    #expect(resets.first?["tunnel"] as? String == "vxlan")
  }

  @Test func withoutOneNothingIsSaid() throws {
    #expect(try !TextReport(SampleReports.closeWithUnreadData()).render().contains("through"))
  }
}
