import Host
import Matches
import Reports
import Testing
import Wire

@Suite("Other addresses")
struct AnonymizingTests {
  private func json(_ report: Report) -> String {
    var bytes: [UInt8] = []
    JSONReport(report).write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("no address is left, in fields or in words, and the same one becomes the same")
  func replaced() throws {
    let report = try SampleReports.closeWithUnreadData()
    #expect(json(report).contains("198.51.100.2") && json(report).contains("192.0.2.1"))
    let other = report.anonymized()
    for rendering in [
      json(other), TextReport(other).render(), HTMLReport(other).render(), MarkdownReport(other).render(),
    ] {
      #expect(!rendering.contains("198.51.100.2") && !rendering.contains("192.0.2.1"))
      #expect(rendering.contains("198.18.0.2:80"))
    }
    #expect(other.findings.segments[0].tuple.source == Endpoint("198.18.0.1:40000"))
  }

  @Test("loopback stays, versions stay")
  func kinds() throws {
    var report = try SampleReports.closeWithUnreadData()
    report.findings.calls[0].local = Endpoint("127.0.0.1:5")
    report.findings.calls[1].local = Endpoint("[::1]:5")
    report.findings.calls[2].local = Endpoint("[2001:470::5]:5")
    report.findings.warnings = ["2001:470::5 spoke at 12:30:00 to 10.1.2.3: [2001:470::5]:80, ::1."]
    let other = report.anonymized()
    #expect(other.findings.calls[0].local == Endpoint("127.0.0.1:5"))
    #expect(other.findings.calls[1].local == Endpoint("[::1]:5"))
    #expect(other.findings.calls[2].local == Endpoint("[2001:db8::1]:5"))
    #expect(other.findings.warnings == ["2001:db8::1 spoke at 12:30:00 to 198.18.0.3: [2001:db8::1]:80, ::1."])
  }
}
