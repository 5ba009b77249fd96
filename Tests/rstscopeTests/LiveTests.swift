import Foundation
import TestSupport
import Testing

/// Real sockets in private namespaces, through the built program: as root and as an ordinary user.
@Suite(.serialized) struct LiveTests {
  /// Those whom the tests can be.
  static let users: [Program.User] = Program.isRoot ? [.current, .ordinary] : [.current]

  /// Why nothing can be run here, or nil.
  private func refusal(_ user: Program.User) throws -> String? {
    let run = try Program.run(["run", "linger-zero-close/read-first", "--quiet"], as: user)
    return run.status == 2 ? run.errors : nil
  }

  private func canRun(as user: Program.User) throws -> Bool {
    guard let refusal = try refusal(user) else { return true }
    print("skipped as \(user): \(refusal)")
    return false
  }

  @Test(arguments: users) func everyFailedCallOfTheFirstCausesIsExplained(user: Program.User) throws {
    guard try canRun(as: user) else { return }
    let causes = ["close-with-unread-data", "no-listener", "linger-zero-close", "data-after-close"]
    let run = try Program.run(["run"] + causes + ["--format", "json"], as: user)
    let report = try run.json()
    let outcomes = try #require(report["scenarios"] as? [[String: Any]])
    for outcome in outcomes where !["passed", "skipped"].contains(outcome["status"] as? String) {
      Issue.record("\(outcome)")
    }
    #expect(outcomes.count >= 20)
    let summary = try #require(report["summary"] as? [String: Any])
    #expect(summary["unexplainedCalls"] as? Int == 0)
    #expect((summary["failedCalls"] as? Int ?? 0) > 20)
    #expect(run.status == 0)
  }

  @Test(arguments: users) func aBrokenDeclarationFailsTheRun(user: Program.User) throws {
    guard try canRun(as: user) else { return }
    let folder = try ScratchFolder()
    let text = """
      title: The server closes with one byte unread, and the declaration is wrong
      teaches: Calls in a report are records of what happened, never what was declared.
      steps:
        - server: listen = 0
        - client: connect = 0
        - server: accept = ok
        - client: send 2 = 2
        - server: wait 2 bytes
        - server: recv 1 = 1
        - server: close = 0
        - client: wait ERR
        - client: recv 64 = EPIPE
      """
    let run = try Program.run(["run", folder.write("broken.yaml", text.utf8), "--format", "json"], as: user)
    #expect(run.status == 1)
    let outcome = try #require((try run.json()["scenarios"] as? [[String: Any]])?.first)
    #expect(outcome["status"] as? String == "failed")
    #expect("\(outcome["differences"] ?? "")".contains("ECONNRESET"))
  }

  /// Fewer at once where a container or a user may have few threads; none is called failed that was never begun.
  @Test func fewThreadsAreEnough() throws {
    guard Program.isRoot, try canRun(as: .ordinary) else { return }
    let few = try Program.run(["run", "close-with-unread-data", "--quiet"], as: .ofThreads(12))
    #expect(few.status == 0, "\(few.output)")
    let none = try Program.run(["run", "close-with-unread-data", "--quiet"], as: .ofThreads(1))
    #expect(none.status == 2 && none.errors.contains("ulimit -u"))
  }

  @Test func whatIsMissingIsSkippedWithItsReason() throws {
    guard Program.isRoot, FileManager.default.isExecutableFile(atPath: "/usr/sbin/nft"), try canRun(as: .current) else {
      return print("skipped: only root can hide nft")
    }
    let names = ["run", "firewall-reject/syn", "no-listener/blocking", "--format", "json"]
    let run = try Program.run(names, as: .withoutFirewall)
    #expect(run.status == 0)
    let outcomes = try #require(try run.json()["scenarios"] as? [[String: Any]])
    #expect(outcomes.map { $0["status"] as? String } == ["skipped", "passed"])
    #expect(outcomes.first?["reason"] as? String == "needs nft (apt-get install nftables)")
    #expect(try Program.run(names + ["--require-all"], as: .withoutFirewall).status == 1)
  }

  @Test func theFoundingExampleIsToldInOneSentence() throws {
    guard try canRun(as: .current) else { return }
    let run = try Program.run(["run", "close-with-unread-data/read-first"])
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("recv() on fd"))
    #expect(words.contains("failed with ECONNRESET because frame"))
    #expect(words.contains("closed its socket with 1 byte unread"))
  }

  @Test func aRecordingAnalyzedAgainGivesTheSameReport() throws {
    guard try canRun(as: .current) else { return }
    let folder = try ScratchFolder()
    let name = "close-with-unread-data/read-first"
    let live = try Program.run(["run", name, "--format", "json", "--record", folder.url.path]).json()
    let recording = folder.path("\(name)/recording.pcapng")
    let again = try Program.run(["report", recording, "--format", "json"]).json()
    for key in ["resets", "failures", "calls", "kernelEvents"] {
      let (before, after) = (live[key] as? NSArray, again[key] as? NSArray)
      #expect(before == after, "\(key) differ")
      #expect(before != nil)
    }
  }

  @Test func anInterruptLeavesNothingBehind() throws {
    guard try canRun(as: .current) else { return }
    let before = try Self.tracingInstances()
    let folder = try ScratchFolder()
    let process = try Program.start(["run", "keepalive-timeout", "--quiet", "--record", folder.url.path])
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    // Namespaces stand once a thread of it has another network than ours.
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/net")
    let deadline = Date.now + 20
    while Date.now < deadline, !Self.hasNamespace(process.processIdentifier, besides: own) {}
    #expect(Self.hasNamespace(process.processIdentifier, besides: own))
    process.interrupt()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.contains("were not run"))
    let files = FileManager.default.enumerator(atPath: folder.url.path)?.compactMap { $0 as? String } ?? []
    #expect(!files.contains { $0.hasSuffix("expected.json") })
    #expect(!FileManager.default.fileExists(atPath: "/proc/\(process.processIdentifier)"))
    #expect(try Self.tracingInstances() == before)
  }

  private static func hasNamespace(_ process: Int32, besides own: String) -> Bool {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return tasks.contains { task in
      let link = "/proc/\(process)/task/\(task)/ns/net"
      return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)).map { $0 != own } ?? false
    }
  }

  /// The private instances of tracefs, which only root may see.
  private static func tracingInstances() throws -> [String] {
    guard Program.isRoot else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: "/sys/kernel/tracing/instances")) ?? []).sorted()
  }
}
