import Foundation
import TestSupport
import Testing

/// Two kernels' runs compared: descriptors that differ by chance are no difference, results are.
@Suite struct KernelMatrixTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  private func report(_ name: String, kernel: String, accept: Int, recv: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = """
      {"host": {"kernel": "\(kernel)"}, "scenarios": [{"name": "linger-zero-close/read-first", "status": "passed",
        "observed": {"conversation": ["server: accept = \(accept)", "client: recv 64 = \(recv)"]}}]}
      """
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  @Test func descriptorsAreNoDifference() throws {
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", accept: 8, recv: "ECONNRESET"),
      report("b", kernel: "6.10.0", accept: 11, recv: "ECONNRESET"),
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("Linux 6.18.0 against Linux 6.10.0: 1 scenarios, no difference"))
  }

  @Test func anotherErrorIsShownAsADiff() throws {
    let run = try Program.run([
      "scenarios", "--diff", report("a", kernel: "6.18.0", accept: 8, recv: "ECONNRESET"),
      report("b", kernel: "4.4.0", accept: 8, recv: "EPIPE"),
    ])
    #expect(run.output.contains("- 2: client: recv 64 = ECONNRESET"))
    #expect(run.output.contains("+ 2: client: recv 64 = EPIPE"))
  }

  @Test func somethingElseIsNoMatrix() throws {
    let file = folder.appending(path: "c")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: file)
    let run = try Program.run(["scenarios", "--diff", file.path, file.path])
    #expect(run.status == 2)
    #expect(run.errors.contains("rstscope run --format json"))
  }
}
