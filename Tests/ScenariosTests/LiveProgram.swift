import Foundation
import Glibc

/// The program that was built beside these tests.
enum LiveProgram {
  struct Result {
    var status: Int32
    var report: [String: Any]
    var standardError: String
    var scenarios: [[String: Any]] { report["scenarios"] as? [[String: Any]] ?? [] }
  }

  /// Why no live run is possible here, or nil.
  static let refusal: String? = probe(asOrdinaryUser: false)
  /// Why none is possible as an ordinary user: only root can become one.
  static let ordinaryRefusal: String? =
    geteuid() == 0 ? probe(asOrdinaryUser: true) : "only root can become another user"

  private static func probe(asOrdinaryUser: Bool) -> String? {
    guard FileManager.default.isExecutableFile(atPath: program.path) else { return "rstscope is not built" }
    guard
      let result = try? run(
        ["run", "no-listener/blocking", "--format", "json", "--quiet"], asOrdinaryUser: asOrdinaryUser)
    else { return "it cannot be started" }
    return result.status == 2 ? result.standardError : nil
  }

  private static var program: URL {
    URL(filePath: CommandLine.arguments.first ?? "").standardizedFileURL.resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "rstscope")
  }

  /// Runs it to its end.
  static func run(_ arguments: [String], asOrdinaryUser: Bool = false) throws -> Result {
    let process = Process()
    if asOrdinaryUser {
      process.executableURL = URL(filePath: "/usr/bin/setpriv")
      let copy = try copyForEverybody.get()
      process.arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", copy.path] + arguments
    } else {
      process.executableURL = program
      process.arguments = arguments
    }
    let output = FileManager.default.temporaryDirectory.appending(path: "rstscope-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let errors = Pipe()
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = errors
    try process.run()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let report = try? JSONSerialization.jsonObject(with: Data(contentsOf: output)) as? [String: Any]
    return Result(
      status: process.terminationStatus, report: report ?? [:],
      standardError: String(decoding: complaint, as: UTF8.self))
  }

  /// A copy with its catalogue where an ordinary user may read it; the build folder may lie in somebody's home.
  private static let copyForEverybody: Swift.Result<URL, any Error> = .init {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rstscope-live-\(getpid())")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    atexit {
      try? FileManager.default.removeItem(
        at: FileManager.default.temporaryDirectory.appending(path: "rstscope-live-\(getpid())"))
    }
    for name in ["rstscope", "rstscope_Scenarios.resources"] {
      let source = program.deletingLastPathComponent().appending(path: name)
      try FileManager.default.copyItem(at: source, to: folder.appending(path: name))
    }
    return folder.appending(path: "rstscope")
  }
}
