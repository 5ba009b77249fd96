public import Foundation
import Glibc

/// The built program, started as a user would start it.
public struct Program: Sendable {
  /// Who starts it.
  public enum User: Sendable {
    /// Whoever runs the tests.
    case current
    /// An ordinary user without any right; only root can become one.
    case ordinary
    /// Root on a machine where `nft` cannot be run: a mount namespace hides it.
    case withoutFirewall
    /// Whoever runs the tests, who may use one processor of the machine.
    case ofOneProcessor
    /// An ordinary user who may have so many threads in all.
    case ofThreads(Int)
  }

  /// What a run came to.
  public struct Outcome: Sendable {
    /// The exit status; 128 + the signal where a signal ended it.
    public var status: Int32
    /// Standard output.
    public var output: String
    /// Standard error.
    public var errors: String

    /// Standard output as the JSON object that it should be.
    public func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
  }

  /// Beside the test bundle, where the build puts both.
  public static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "rstscope").path

  /// A folder that an ordinary user may enter, with the program and its catalogue in it: a checkout may lie where
  /// nobody else may look.
  private static let ordinary: String? = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rstscope-tests-\(getpid())")
    let here = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
      for name in ["rstscope", "rstscope_Scenarios.resources"] {
        try FileManager.default.copyItem(at: here.appending(path: name), to: folder.appending(path: name))
      }
    } catch { return nil }
    atexit { try? FileManager.default.removeItem(atPath: Program.ordinaryFolder) }
    return folder.appending(path: "rstscope").path
  }()

  private static var ordinaryFolder: String {
    FileManager.default.temporaryDirectory.appending(path: "rstscope-tests-\(getpid())").path
  }

  /// Whether the program was built with a sanitizer: `Tests/Fuzzing/sanitize` sets the options of both.
  public static var isSanitized: Bool { ProcessInfo.processInfo.environment["TSAN_OPTIONS"] != nil }

  /// Whether the tests run as root, and so can become an ordinary user too.
  public static var isRoot: Bool { geteuid() == 0 }

  /// Starts the program with `arguments` and waits for its end.
  public static func run(_ arguments: [String], as user: User = .current, input: Data = Data()) throws -> Outcome {
    try finish(try start(arguments, as: user), input)
  }

  /// Runs a shell's script in which `"$0"` is the program and `"$@"` are `arguments`, and waits for its end.
  public static func run(script: String, _ arguments: [String] = [], input: Data = Data()) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script, path] + arguments
    return try finish(process, input)
  }

  private static func finish(_ process: Process, _ input: Data) throws -> Outcome {
    // Files for all but one stream: two full pipes would wait for each other.
    let scratch = try ScratchFolder()
    let (inputFile, errorFile) = (scratch.url.appending(path: "input"), scratch.url.appending(path: "errors"))
    try input.write(to: inputFile)
    try Data().write(to: errorFile)
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      status: process.terminationStatus + signal, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }

  /// The program ready to start.
  public static func start(_ arguments: [String], as user: User = .current) throws -> Process {
    let process = Process()
    switch user {
    case .current:
      process.executableURL = URL(filePath: path)
      process.arguments = arguments
    case .ordinary:
      guard let ordinary else { throw CocoaError(.fileWriteNoPermission) }
      process.executableURL = URL(filePath: "/usr/bin/setpriv")
      process.arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", ordinary] + arguments
      process.currentDirectoryURL = URL(filePath: "/")
    case .withoutFirewall:
      process.executableURL = URL(filePath: "/usr/bin/unshare")
      let script = "mount --bind /dev/null \"$(readlink -f \"$(command -v nft)\")\" && exec \"$0\" \"$@\""
      process.arguments = ["--mount", "sh", "-c", script, path] + arguments
    case .ofOneProcessor:
      process.executableURL = URL(filePath: "/bin/sh")
      let first = "sed -n 's/^Cpus_allowed_list:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/self/status"
      // Workers that wait for each other in vain would do so for ever.
      process.arguments = ["-c", "exec timeout 100 taskset -c \"$(\(first))\" \"$0\" \"$@\"", path] + arguments
    case .ofThreads(let count):
      guard let program = isRoot ? ordinary : path else { throw CocoaError(.fileWriteNoPermission) }
      // Threads are counted by user: one who has none but these.
      let user = isRoot ? ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups"] : []
      process.executableURL = URL(filePath: "/usr/bin/timeout")
      process.arguments = ["100"] + user + ["prlimit", "--nproc=\(count)", program] + arguments
      process.currentDirectoryURL = URL(filePath: "/")
    }
    return process
  }
}
