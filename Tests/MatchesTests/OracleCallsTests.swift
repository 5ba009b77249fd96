import Causes
import Flows
import Foundation
import Host
import Matches
import Testing
import Wire

/// Every failed call of the experiments with known truth finds its explanation.
@Suite struct OracleCallsTests {
  @Test func everyFailedCallIsExplained() throws {
    guard let shared = ProcessInfo.processInfo.environment["RSTSCOPE_SHARED"] else {
      print("skipped: RSTSCOPE_SHARED is not set")
      return
    }
    let oracle = URL(filePath: shared).appending(path: "oracle")
    let truth = try JSONSerialization.jsonObject(with: Data(contentsOf: oracle.appending(path: "truth.json")))
    let scenarios = try #require((truth as? [String: Any])?["scenarios"] as? [String: [String: Any]])
    var notes: [String] = []
    var failed = 0
    for (name, scenario) in scenarios.sorted(by: { $0.key < $1.key }) {
      let capture = try #require(scenario["capture"] as? String)
      var findings = try OracleTests.analyze(oracle.appending(path: "captures/\(capture)"))
      guard let first = findings.segments.first, let last = findings.segments.last else { continue }
      findings.calls = Self.calls(scenario, from: first, to: last)
      findings.joinWitnesses()
      for call in findings.calls {
        let explanation = findings.explanations[call.id]
        if call.isFailed { failed += 1 }
        if call.isFailed, explanation == nil || explanation?.kind == Explanation.Kind.none {
          notes.append("\(name): \(call.name) \(call.errno.map { "\($0)" } ?? "") \(explanation?.statement ?? "nil")")
        }
        if ProcessInfo.processInfo.environment["SHOW"] != nil, let explanation {
          print(name, call.id, call.result, explanation.kind, explanation.statement)
        }
      }
    }
    print(failed, "failed calls")
    #expect(notes.isEmpty, "\(notes.joined(separator: "\n"))")
  }

  /// The calls in order, as the experiment noted them; they bear no times, so each may have ended with the capture.
  static func calls(_ scenario: [String: Any], from first: Segment, to last: Segment) -> [CallRecord] {
    let client = first.tuple
    var records: [CallRecord] = []
    for (index, call) in (scenario["calls"] as? [[String: Any]] ?? []).enumerated() {
      guard let side = call["side"] as? String, side == "C" || side == "S", let text = call["call"] as? String else {
        continue
      }
      let tuple = side == "C" ? client : client.reversed
      let name = Self.names[String(text.prefix { $0 != "(" })] ?? String(text.prefix { $0 != "(" })
      let errno = (call["errno"] as? String).flatMap { Errno(name: $0) }
      let bytes = (call["ret"] as? [String: Any])?["n"] as? Int
      var record = CallRecord(
        id: index + 1, time: first.time, endTime: Timestamp(nanoseconds: last.time.nanoseconds + Int64(index) * 1000),
        process: .init(pid: side == "C" ? 1 : 2, tid: 1), name: name, fileDescriptor: 3, local: tuple.source,
        remote: tuple.destination, result: errno != nil ? -1 : bytes ?? call["ret"] as? Int ?? 0, errno: errno)
      if name == "connect" || name == "accept" { record.fileDescriptor = nil }
      if name == "getsockopt" {
        record.option = "SO_ERROR"
        record.socketError = (call["ret"] as? String).flatMap { Errno(name: $0) } ?? Errno(rawValue: 0)
        record.result = 0
      }
      if name == "poll" { record.revents = (call["ret"] as? String ?? "").split(separator: "|").map(String.init) }
      if name == "shutdown" { record.flags = "SHUT_" + text.dropFirst(9).dropLast() }
      if text.contains("AF_UNSPEC") { record.flags = "AF_UNSPEC" }
      if text.contains("LINGER") { record.option = text.contains("LINGER2") ? "TCP_LINGER2 -1" : "SO_LINGER {1,0}" }
      if text.contains("MSG_PEEK") { record.flags = "MSG_PEEK" }
      records.append(record)
    }
    return records
  }

  private static let names = ["fill": "send", "python sendall": "send"]
}
