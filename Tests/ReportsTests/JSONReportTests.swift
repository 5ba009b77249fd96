import Foundation
import Host
import Matches
import Reports
import Testing
import Wire

@Suite("JSON by the contract")
struct JSONReportTests {
  private func parsed(_ report: Report) throws -> [String: Any] {
    var bytes: [UInt8] = []
    JSONReport(report).write { bytes += $0 }
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    return try #require(object as? [String: Any])
  }

  private func first(_ key: String, _ object: [String: Any]) throws -> [String: Any] {
    let list = try #require(object[key] as? [Any], "\(key)")
    return try #require(list.first as? [String: Any], "\(key)")
  }

  @Test("every key of the schema is there, null where there is nothing")
  func keys() throws {
    let json = try parsed(SampleReports.closeWithUnreadData())
    let top = ["schema", "tool", "host", "sources", "flows", "resets", "failures", "calls", "kernelEvents", "summary"]
    #expect(Set(json.keys).isSuperset(of: top))
    #expect(json["schema"] as? String == "rstscope.report/1")
    let lists = [
      "sources": [
        "kind", "path", "format", "linkTypes", "snapLength", "packets", "segments", "bytes", "flows", "dropped",
        "stoppedAt", "skipped",
      ],
      "flows": [
        "id", "originator", "responder", "firstFrame", "lastFrame", "packets", "connState", "history", "resets",
      ],
      "resets": [
        "id", "source", "frame", "time", "flow", "from", "to", "sentBy", "flags", "sequenceNumber",
        "acknowledgmentNumber", "window", "ttl", "payloadLength", "shape", "provokedBy", "accepted", "stage", "verdict",
        "predicted", "kernel", "patterns", "calls",
      ],
      "calls": [
        "id", "frame", "time", "endTime", "process", "name", "fd", "local", "remote", "requested", "flags", "option",
        "result", "errno", "socketError", "revents", "signal", "explainedBy",
      ],
      "kernelEvents": ["id", "frame", "time", "name"],
    ]
    for (list, keys) in lists { #expect(Set(try first(list, json).keys).isSuperset(of: keys), "\(list)") }
    let reset = try first("resets", json)
    let verdict = try #require(reset["verdict"] as? [String: Any])
    #expect(Set(verdict.keys) == ["status", "cause", "candidates", "evidence", "separatedBy"])
    #expect(
      Set(try first("evidence", verdict).keys)
        == ["cause", "supports", "strength", "statement", "frames", "calls", "kernelEvents"])
    let predicted = try #require(reset["predicted"] as? [String: Any])
    let receiver = try #require(predicted["receiver"] as? [String: Any])
    #expect(Set(receiver.keys) == ["state", "error", "certainty", "calls"])
    #expect(receiver["error"] as? String == "ECONNRESET")
    #expect(predicted["sender"] is NSNull)
    let summary = try #require(json["summary"] as? [String: Any])
    #expect(
      Set(summary.keys).isSuperset(of: [
        "resets", "failedCalls", "explainedCalls", "unexplainedCalls", "causes", "patterns", "warnings",
      ]))
  }

  @Test("references lead somewhere")
  func references() throws {
    let json = try parsed(SampleReports.closeWithUnreadData())
    let reset = try first("resets", json)
    #expect(reset["flow"] as? String == (try first("flows", json))["id"] as? String)
    let calls = try #require(json["calls"] as? [[String: Any]])
    let ids = Set(calls.compactMap { $0["id"] as? String })
    #expect(Set(try #require(reset["calls"] as? [String])).isSubset(of: ids))
    let explained = calls.compactMap { $0["explainedBy"] as? [String: Any] }
    #expect(explained.count == 3)
    #expect(explained.allSatisfy { $0["reset"] as? String == reset["id"] as? String })
  }

  @Test("times have nine decimals and end in Z")
  func times() throws {
    let reset = try first("resets", parsed(SampleReports.closeWithUnreadData()))
    #expect((reset["time"] as? String) == "2023-11-14T22:13:20.000540000Z")
  }

  @Test("any text survives, and none of it reaches a terminal raw", arguments: HostileText.all)
  func hostile(text: String) throws {
    var report = try SampleReports.closeWithUnreadData()
    report.findings.calls[0].name = text
    report.findings.sources[0].path = text
    report.findings.warnings = [text]
    var bytes: [UInt8] = []
    JSONReport(report).write { bytes += $0 }
    #expect(HostileText.steers(String(decoding: bytes, as: UTF8.self)) == nil)
    let json = try parsed(report)
    #expect(try first("calls", json)["name"] as? String == text)
    #expect(try first("sources", json)["path"] as? String == text)
  }

  @Test("NDJSON: a JSON object a line, the summary last")
  func lines() throws {
    let bytes = NDJSONReport.whole(try SampleReports.closeWithUnreadData())
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let objects = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]) }
    #expect(objects.map { $0["type"] as? String } == ["reset", "summary"])
    #expect(objects[0]["id"] as? String == "r6")
    #expect(objects[1]["resets"] as? Int == 1)
  }

  @Test("NDJSON: flows with their resets, where they are listed")
  func flowLines() throws {
    var report = try SampleReports.closeWithUnreadData()
    report.listsFlows = true
    let lines = NDJSONReport.whole(report).split(separator: UInt8(ascii: "\n"))
    let objects = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]) }
    #expect(objects.map { $0["type"] as? String } == ["reset", "flow", "summary"])
    #expect(objects[1]["resets"] as? [String] == ["r6"])
    var streamed = NDJSONReport()
    streamed.add(report.findings.flows[0])
    let flow = try JSONSerialization.jsonObject(with: Data(streamed.take())) as? [String: Any]
    #expect(flow?["resets"] == nil, "a stream has forgotten them")
  }

  @Test("ten thousand resets are handed over in pieces")
  func pieces() throws {
    var report = try SampleReports.refused()
    report.findings.matches = Array(repeating: report.findings.matches[0], count: 10_000)
    var (pieces, longest) = (0, 0)
    JSONReport(report).write {
      pieces += 1
      longest = max(longest, $0.count)
    }
    #expect(pieces > 50)
    #expect(longest < 100_000)
  }
}
