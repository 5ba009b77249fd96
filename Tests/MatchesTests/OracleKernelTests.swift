import Causes
import Flows
import Foundation
import Host
import Matches
import Testing
import Wire

/// With the kernel's reason and state beside the packets, verdicts are never wrong, and settled where they can be.
@Suite struct OracleKernelTests {
  @Test func reasonsAgreeWithTruth() throws {
    guard let shared = ProcessInfo.processInfo.environment["RSTSCOPE_SHARED"] else {
      print("skipped: RSTSCOPE_SHARED is not set")
      return
    }
    let oracle = URL(filePath: shared).appending(path: "oracle")
    let truth = try JSONSerialization.jsonObject(with: Data(contentsOf: oracle.appending(path: "truth.json")))
    let scenarios = try #require((truth as? [String: Any])?["scenarios"] as? [String: [String: Any]])
    var notes: [String] = []
    var (settled, all) = (0, 0)
    for (name, scenario) in scenarios.sorted(by: { $0.key < $1.key }) {
      let capture = try #require(scenario["capture"] as? String)
      var findings = try OracleTests.analyze(oracle.appending(path: "captures/\(capture)"))
      let resets = try #require(scenario["resets"] as? [[String: Any]])
      for (index, reset) in resets.enumerated() {
        guard let kernel = reset["kernel"] as? [String: Any], let reason = kernel["reason"] as? String,
          let match = findings.matches.first(where: { $0.id.number == reset["frame"] as? Int })
        else { continue }
        let state = kernel["state"] as? String ?? ""
        let causes = reset["causes"] as? [String] ?? []
        let hasPeer = state != "TCP_LISTEN" && state != "TCP_TIME_WAIT"
        findings.kernelEvents.append(
          KernelEvent(
            id: index + 1, time: match.reset.segment.time, name: .sendReset, source: match.reset.segment.tuple.source,
            destination: hasPeer ? match.reset.segment.tuple.destination : nil, reason: ResetReason(rawValue: reason),
            state: state, stack: Self.stack(reason, state, causes)))
      }
      findings.hasAllKernelEvents = true
      findings.joinWitnesses()
      for reset in resets {
        guard let match = findings.matches.first(where: { $0.id.number == reset["frame"] as? Int }) else { continue }
        let causes = reset["causes"] as? [String] ?? []
        all += 1
        let candidates = match.verdict.candidates.map(\.rawValue)
        if match.verdict.cause != nil { settled += 1 }
        if match.verdict.cause == nil || !causes.contains(candidates.first ?? "") {
          notes.append(
            "\(name) \(match.id): \(match.verdict.status), truth \(causes) \(match.kernelEvent?.reason?.rawValue ?? "-")"
          )
        }
      }
    }
    print(settled, "of", all, "settled")
    #expect(notes.isEmpty, "\(notes.joined(separator: "\n"))")
  }

  /// The telling part of the stack that such a RST is sent from.
  static func stack(_ reason: String, _ state: String, _ causes: [String]) -> [String] {
    guard ["TCP_STATE", "TCP_ABORT_ON_CLOSE", "TCP_DISCONNECT_WITH_DATA"].contains(reason) else { return [] }
    if causes.contains("administrative-kill") { return ["tcp_send_active_reset", "tcp_abort"] }
    if causes.contains("listener-closed") { return ["tcp_disconnect", "inet_csk_listen_stop"] }
    if causes == ["disconnect"] { return ["tcp_disconnect", "__inet_stream_connect"] }
    if causes.contains("process-exit-with-unread-data") { return ["__tcp_close", "tcp_close", "do_exit"] }
    return ["tcp_disconnect", "__tcp_close", "tcp_close", "__x64_sys_close"]
  }
}
