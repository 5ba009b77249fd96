import Foundation
import TestSupport
import Testing

/// Two kernels' runs compared: what differs by chance is no difference, results are.
@Suite struct KernelMatrixTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A report of one scenario: lines as declared, and as they were seen there.
  private func report(
    _ name: String, kernel: String, _ lines: [(declared: String, seen: String?)], status: String = "passed",
    differences: String = ""
  ) throws -> String {
    let text = { (line: String?) in line.map { "\"\($0)\"" } ?? "null" }
    let json = """
      {"host": {"kernel": "\(kernel)"}, "scenarios": [{"name": "linger-zero-close/read-first", "status": "\(status)",
        "expected": {"conversation": [\(lines.map { text($0.declared) }.joined(separator: ","))]},
        "observed": {"conversation": [\(lines.map { text($0.seen) }.joined(separator: ","))]},
        "differences": [\(differences)]}]}
      """
    return try folder.write(name, json.utf8)
  }

  @Test func whatADeclarationLeavesOpenIsNoDifference() throws {
    let lines = [
      ("server: accept = ok", "server: accept = 8"), ("client: fill = 1+", "client: fill = 9000"),
      ("client: end = ECONNRESET, 0, 0", "client: end = 0, 0, ECONNRESET"),
      ("wire: server > client RST maybe", "wire: server > client RST"),
      ("reason: TCP_ABORT_ON_DATA or TCP_TIMEWAIT_SOCKET", "reason: TCP_ABORT_ON_DATA"),
    ]
    let others = [
      ("server: accept = ok", "server: accept = 11"), ("client: fill = 1+", "client: fill = 7000"),
      ("client: end = ECONNRESET, 0, 0", "client: end = 0, ECONNRESET, 0"),
      ("wire: server > client RST maybe", nil),
      ("reason: TCP_ABORT_ON_DATA or TCP_TIMEWAIT_SOCKET", "reason: TCP_TIMEWAIT_SOCKET"),
    ]
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", lines), report("b", kernel: "6.10.0", others),
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("Linux 6.18.0 against Linux 6.10.0: 1 scenarios, no difference"))
  }

  @Test func anotherErrorIsShownAsADiffWhereItHappened() throws {
    let declared = ["client: wait ERR", "client: recv 64 = ECONNRESET"]
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", [(declared[0], declared[0]), (declared[1], declared[1])]),
      report(
        "b", kernel: "4.4.0", [(declared[0], declared[0]), (declared[1], "client: recv 64 = EPIPE")], status: "failed",
        differences: """
          {"actor": "client", "expected": "recv 64 = ECONNRESET", "observed": "recv 64 = EPIPE"}
          """),
    ])
    #expect(
      run.output.hasSuffix(
        """
        --- Linux 6.18.0
        +++ Linux 4.4.0

        linger-zero-close/read-first: passed, then failed
            client: wait ERR
          - client: recv 64 = ECONNRESET
          + client: recv 64 = EPIPE

        """))
  }

  @Test func anotherReasonIsShownBelowItsReset() throws {
    let lines = ["wire: server > client RST,ACK", "packets: disconnect", "reason: TCP_STATE"]
    let other = [(lines[0], lines[0]), (lines[1], lines[1]), (lines[2], "reason: TCP_ABORT_ON_LINGER")]
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", lines.map { ($0, $0) }), report("b", kernel: "7.0.0", other),
    ])
    #expect(
      run.output.hasSuffix(
        """
            wire: server > client RST,ACK
          - reason: TCP_STATE
          + reason: TCP_ABORT_ON_LINGER

        """))
  }

  @Test func whatNobodyCouldSeeIsNoDifference() throws {
    let reason = "reason: TCP_STATE in __tcp_close"
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", [(reason, reason)]),
      report("b", kernel: "6.18.0", [(reason, nil)]),
    ])
    #expect(run.output.contains("no difference"))
  }

  @Test func somethingElseIsNoMatrix() throws {
    let file = try folder.write("c", "{}".utf8)
    let run = try Program.run(["scenarios", "--diff", file, file])
    #expect(run.status == 2)
    #expect(run.errors.contains("rstscope run --format json"))
  }
}
