import CLinux
import Glibc

/// A program that a scenario needs (`nft`, `ip`, `conntrack`), started on the scenario's own thread.
///
/// A child inherits the namespace of the thread that starts it: from any other thread `nft` would change the host's
/// rules.
enum HelperProgram {
  private static let folders = ["/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/", "/usr/local/sbin/"]

  /// Where a program is, or nil if it is not installed.
  static func path(of name: String) -> String? {
    folders.map { $0 + name }.first { unsafe access($0, X_OK) == 0 }
  }

  /// Runs a program to its end; what it complained of, or nil if it succeeded.
  ///
  /// - Throws: ``ScenarioError/unsafe(_:)`` on a thread in the host's namespace.
  static func run(_ words: [String]) throws -> String? {
    try NetworkNamespace.requirePrivate()
    guard let name = words.first, let path = path(of: name) else { return "\(words.first ?? "?") is not installed" }
    let output = unsafe clinux_memory_file("rstscope-output")
    defer { if output >= 0 { _ = Glibc.close(output) } }
    var pid: pid_t = 0
    let packed = words.flatMap { Array($0.utf8CString) }
    let error = unsafe clinux_spawn(path, packed, Int32(words.count), output, &pid)
    guard error == 0 else { return "\(name): \(NetworkNamespace.text(of: error))" }
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    guard status != 0 else { return nil }
    // A script to nft is no line that anybody wrote; of it nft shows the first line, whichever it complains of.
    let isScript = words.contains { $0.contains("\n") }
    return "\(isScript ? name : words.joined(separator: " ")): \(text(in: output, lines: isScript ? 1 : 2))"
  }

  private static func text(in descriptor: Int32, lines: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return "failed without a word" }
    return String(decoding: bytes[..<count], as: UTF8.self)
      .split(separator: "\n").prefix(lines).map(String.init).joined(separator: "; ")
  }
}
