import Foundation
import Matches
import Reports
import TestSupport
import Testing
import Wire

/// Two captures' comparison in every form.
@Suite struct ComparisonReportTests {
  private static let exchange = """
    0 < S 0:0(0) win 65535 <mss 1460,sackOK,wscale 7>
    +.01 > S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>
    < . 1:1(0) ack 1 win 512
    < P. 1:6(5) ack 1 win 512

    """

  /// The client's capture holds a RST that the server's does not.
  private func report() throws -> ComparisonReport {
    let later = "+.01 > . 1:1(0) ack 6 win 512"
    let comparison = CaptureComparison(
      try findings(Self.exchange + "> R 1:1(0) win 0\n" + later, hops: 0),
      try findings(Self.exchange + later, hops: 1))
    return ComparisonReport(toolVersion: "0.0.0", names: ["a.pcap", "<b>.pcap"], comparison: comparison)
  }

  /// A capture so many hops from the client, its clock a second later with each.
  private func findings(_ text: String, hops: UInt8) throws -> Findings {
    var analyzer = Analyzer()
    for var segment in try Conversation(text).segments {
      let isFromClient = segment.tuple.source.address == Conversation.client
      segment.envelope.timeToLive = isFromClient ? 64 - hops : 60 + hops
      segment.time = segment.time.advanced(by: Int64(hops) * 1_000_000_000 + (isFromClient ? 1000 : -1000))
      analyzer.add(segment)
    }
    return analyzer.finish()
  }

  private func object(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func jsonHoldsFateClockAndTheWholeReset() throws {
    let json = try object(try report().json)
    #expect(json["schema"] as? String == "rstscope.comparison/1")
    let resets = try #require(json["resets"] as? [[String: Any]])
    #expect(resets.map { $0["fate"] as? String } == ["injected"])
    let first = try #require(resets[0]["first"] as? [String: Any])
    #expect(first["frame"] as? Int == 5 && first["verdict"] != nil)
    #expect(resets[0]["second"] is NSNull)
    let summary = try #require(json["summary"] as? [String: Any])
    let clock = try #require(summary["clockOffset"] as? [String: Any])
    #expect(clock["nanoseconds"] as? Int == 1_000_000_000)
    #expect((summary["fates"] as? [String: Int])?["injected"] == 1)
  }

  @Test func ndjsonIsTheSameALineEach() throws {
    let lines = try report().ndjson.split(separator: UInt8(ascii: "\n"))
    #expect(try lines.map { try object($0)["type"] as? String } == ["crossing", "summary"])
  }

  @Test func peopleReadTheFateToo() throws {
    let report = try report()
    for page in [report.text, report.markdown, report.html] {
      #expect(page.contains("injected") && page.contains("did not send it"))
    }
    #expect(!report.html.contains("<b>") && !report.markdown.contains("<b>.pcap |"))
  }

  @Test func addressesAreReplacedEverywhere() throws {
    let other = try report().anonymized()
    for bytes in [other.json, other.ndjson, Array(other.text.utf8), Array(other.html.utf8)] {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("198.51.100.2"))
    }
  }
}
