import Foundation
import Testing

/// The built program on real sockets: the test process itself has threads and could not enter a user namespace.
@Suite(.serialized)
struct LiveRunTests {
  private static let four = ["close-with-unread-data", "no-listener", "linger-zero-close", "data-after-close"]

  @Test(.enabled(if: LiveProgram.refusal == nil, "\(LiveProgram.refusal ?? "")"))
  func fourCausesComeOutAsDeclared() throws {
    try Self.expectAllPass(try LiveProgram.run(["run"] + Self.four + ["--format", "json", "--quiet"]))
  }

  @Test(.enabled(if: LiveProgram.ordinaryRefusal == nil, "\(LiveProgram.ordinaryRefusal ?? "")"))
  func fourCausesComeOutAsDeclaredForAnOrdinaryUser() throws {
    let arguments = ["run"] + Self.four + ["--format", "json", "--quiet"]
    try Self.expectAllPass(try LiveProgram.run(arguments, asOrdinaryUser: true))
  }

  @Test(.enabled(if: LiveProgram.refusal == nil, "\(LiveProgram.refusal ?? "")"))
  func aBrokenDeclarationFailsTheRun() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "broken-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("steps:\n  - client: connect = 0\nresets: []\n".utf8).write(to: file)
    let result = try LiveProgram.run(["run", file.path, "--format", "json", "--quiet"])
    #expect(result.status == 1)
    let scenario = try #require(result.scenarios.first)
    #expect(scenario["status"] as? String == "failed")
    #expect((scenario["differences"] as? [Any])?.isEmpty == false)
  }

  private static func expectAllPass(_ result: LiveProgram.Result) throws {
    #expect(result.status == 0)
    #expect(result.scenarios.count > 20)
    for scenario in result.scenarios {
      #expect(scenario["status"] as? String == "passed", "\(scenario["name"] ?? "?"): \(scenario)")
    }
    let summary = try #require(result.report["summary"] as? [String: Any])
    #expect(summary["unexplainedCalls"] as? Int == 0)
  }
}
