import CLinux
import Glibc

/// A private tracing instance (`Documentation/trace/ftrace.rst`, Instances): other tracers do not see it, it ends
/// with ``remove()``.
///
/// tracefs is mounted without a place in any directory tree, so that nothing is left behind whatever happens.
final class TracingInstance {
  /// Every instance of ours bears this name and the number of its process.
  private static let prefix = "rstscope-"
  private let root: Int32
  private let name: String
  private var pipe: Int32 = -1
  private let events = ["tcp/tcp_send_reset", "tcp/tcp_receive_reset", "sock/inet_sk_error_report"]

  /// Makes the instance and starts its events.
  init() throws {
    root = clinux_mount_tracefs()
    name = "instances/\(Self.prefix)\(getpid())"
    guard root >= 0 else { throw Self.error("mounting tracefs (needs root)") }
    do {
      removeLeftovers()
      guard unsafe mkdirat(root, name, 0o700) == 0 || errno == EEXIST else { throw Self.error("a tracing instance") }
      try start()
    } catch {
      remove()
      throw error
    }
  }

  private func start() throws {
    try requireReasons()
    try write("mono", to: "trace_clock")
    try write("stacktrace", to: "events/tcp/tcp_send_reset/trigger")
    for event in events { try write("1", to: "events/\(event)/enable") }
    pipe = unsafe openat(root, "\(name)/trace_pipe", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard pipe >= 0 else { throw Self.error("trace_pipe") }
  }

  /// The names of the reasons stand in the event's `format`; before Linux 6.10 there are none.
  private func requireReasons() throws {
    let format = read("events/tcp/tcp_send_reset/format")
    guard format.contains("reason"), format.contains("NO_SOCKET") else { throw TraceError.noEvent("tcp_send_reset") }
  }

  /// The text that has come since the last time.
  func readText() -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(pipe, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// Ends the events and removes the instance.
  func remove() {
    if pipe >= 0 { close(pipe) }
    pipe = -1
    for event in events { try? write("0", to: "events/\(event)/enable") }
    unsafe unlinkat(root, name, AT_REMOVEDIR)
  }

  deinit {
    if pipe >= 0 { close(pipe) }
    if root >= 0 { close(root) }
  }

  /// Removes instances of processes that were killed before they could.
  private func removeLeftovers() {
    let folder = unsafe openat(root, "instances", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0, let directory = unsafe fdopendir(folder) else { return }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      let entryName = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard entryName.hasPrefix(Self.prefix), let pid = pid_t(entryName.dropFirst(Self.prefix.count)),
        kill(pid, 0) != 0, errno == ESRCH
      else { continue }
      unsafe unlinkat(root, "instances/\(entryName)", AT_REMOVEDIR)
    }
  }

  private func write(_ text: String, to file: String) throws {
    let descriptor = unsafe openat(root, "\(name)/\(file)", O_WRONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    let bytes = Array(text.utf8)
    guard descriptor >= 0, unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Self.error(file)
    }
  }

  private func read(_ file: String) -> String {
    let descriptor = unsafe openat(root, "\(name)/\(file)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func error(_ what: String) -> TraceError {
    .unavailable("\(what): \(unsafe String(cString: strerror(errno)))")
  }
}
