import Causes
import Foundation
import Matches
import Testing
import Wire

/// Two captures of one incident, where the shared experiments are at hand.
@Suite struct OraclePairsTests {
  @Test(arguments: [
    ("veth_unread_close", [Crossing.Fate.carried]),
    ("reboot_peer_netns", [.carried]),
    ("router_rst_mid_c2s", [.injected, .lost, .lost, .lost, .lost, .lost]),
    ("router_icmp_admin_syn", []),
  ])
  func fates(_ name: String, _ expected: [Crossing.Fate]) throws {
    guard let shared = ProcessInfo.processInfo.environment["RSTSCOPE_SHARED"] else {
      print("skipped: RSTSCOPE_SHARED is not set")
      return
    }
    let pairs = URL(filePath: shared).appending(path: "oracle/pairs")
    let comparison = CaptureComparison(
      try OracleTests.analyze(pairs.appending(path: "\(name).C.pcap")),
      try OracleTests.analyze(pairs.appending(path: "\(name).S.pcap")))
    #expect(comparison.crossings.map(\.fate) == expected)
    if name == "router_rst_mid_c2s" {
      #expect(comparison.first.matches[0].verdict.cause == .firewallReject)
      #expect(comparison.clockOffset.nanoseconds != nil)
    }
    print(
      name, comparison.sharedSegments, comparison.clockOffset,
      comparison.crossings.map(\.statement), comparison.first.failures.map(\.cause))
  }
}
