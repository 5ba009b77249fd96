import Host
import Matches
import Recordings

/// The failed calls, and what each of them saw.
extension HTMLPage {
  private static let callLimit = 200

  mutating func writeCalls(of findings: Findings) {
    let calls = findings.calls.filter { $0.isFailed || findings.explanations[$0.id] != nil }
    guard !calls.isEmpty else { return }
    element("section") { page in
      page.element("h2", "Calls")
      page.element("div", class: "scroll") { page in
        page.element("table", class: "stack") { page in
          for call in calls.prefix(Self.callLimit) { page.write(call, findings.explanations[call.id]) }
        }
      }
      let rest = calls.count - Self.callLimit
      if rest > 0 { page.element("p", "and \(Sentences.count(rest, "more call"))", class: "meta") }
    }
  }

  private mutating func write(_ call: CallRecord, _ explanation: Explanation?) {
    let statement = explanation.flatMap { $0.kind == .none ? nil : $0.statement }
    element("tr", class: call.isFailed ? "failed" : "") { page in
      page.element("td", call.process.map { "\($0.name ?? "process") \($0.pid)" } ?? "", class: "narrow")
      page.element("td") { $0.element("code", call.line) }
      page.prose("td", statement ?? "not explained by any witness")
    }
  }
}
