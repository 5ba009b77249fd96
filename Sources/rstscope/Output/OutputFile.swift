import CLinux
import Glibc

/// Where the report goes: standard output, a file that appears only when it is complete, or a pipe or device that is
/// there already.
struct OutputFile: ~Copyable {
  private let descriptor: Int32
  /// What messages call it.
  private let name: String
  private let kind: Kind
  private var isFinished = false

  private enum Kind {
    case standardOutput
    /// A pipe or a device, written as it is.
    case stream
    /// A new file in the folder of `final`, without a name of its own where the file system allows that.
    case file(final: String, temporary: String, isNamed: Bool)
  }

  private init(_ descriptor: Int32, _ name: String, _ kind: Kind) {
    self.descriptor = descriptor
    self.name = name
    self.kind = kind
  }

  /// Standard output.
  static var standardOutput: OutputFile { OutputFile(STDOUT_FILENO, "standard output", .standardOutput) }

  /// Opens what stands at `path` if it is no regular file, and else a new file that takes its place when it is complete.
  ///
  /// - Throws: ``NotDone`` if `path` is one of `inputs`, or cannot be written.
  static func open(_ path: String, inputs: [String]) throws(NotDone) -> OutputFile {
    let final: String
    switch LinkTarget(path) {
    case .descriptor(STDOUT_FILENO): return .standardOutput
    case .descriptor(let number):
      let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { throw refusal(path, errno) }
      return OutputFile(descriptor, path, .stream)
    case .path(let target): final = target
    }
    guard let existing = FileIdentity(path: final) else { return try create(path, as: final, mode: nil) }
    if existing.isRegular {
      if inputs.contains(where: { FileIdentity(path: $0) == existing }) {
        throw NotDone("\(path) is an input; the report is not written over it", remedy: "choose another --output")
      }
      return try create(path, as: final, mode: existing.permissions)
    }
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw refusal(path, errno) }
    return OutputFile(descriptor, path, .stream)
  }

  private static func create(_ path: String, as final: String, mode: mode_t?) throws(NotDone) -> OutputFile {
    let folder = final.lastIndex(of: "/").map { String(final[...$0]) } ?? "./"
    guard !final.isEmpty, !final.hasSuffix("/") else { throw refusal(path, final.isEmpty ? ENOENT : EISDIR) }
    let temporary = "\(folder).rstscope-\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    var descriptor = unsafe clinux_open_unnamed(folder, 0o644)
    let isNamed = descriptor < 0
    if isNamed { descriptor = unsafe Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw refusal(path, errno) }
    if let mode { fchmod(descriptor, mode) }
    return OutputFile(descriptor, path, .file(final: final, temporary: temporary, isNamed: isNamed))
  }

  private static func refusal(_ path: String, _ number: Int32) -> NotDone {
    NotDone(
      "\(path.isEmpty ? "--output" : path): \(Descriptor.message(number))",
      remedy: "choose an --output that you may write")
  }

  deinit {
    guard !isFinished else { return }
    switch kind {
    case .standardOutput: break
    case .stream: close(descriptor)
    case .file(_, let temporary, let isNamed):
      close(descriptor)
      if isNamed { unsafe unlink(temporary) }
    }
  }

  /// Writes all of `bytes`.
  ///
  /// - Throws: ``ReaderGone`` if whoever read standard output or a pipe stopped reading; ``NotDone`` for any other failure.
  func write(_ bytes: some Collection<UInt8>) throws {
    switch Descriptor.write(bytes, to: descriptor) {
    case 0: return
    case EPIPE: throw ReaderGone()
    case let number: throw NotDone("\(name): \(Descriptor.message(number))")
    }
  }

  /// Gives the complete file its name.
  mutating func finish() throws(NotDone) {
    isFinished = true
    switch kind {
    case .standardOutput: return
    case .stream: guard close(descriptor) == 0 else { throw NotDone("\(name): \(Descriptor.message(errno))") }
    case .file(let final, let temporary, let isNamed):
      let isThere = unsafe isNamed || clinux_name(descriptor, temporary) == 0
      let problem = isThere ? 0 : errno
      guard close(descriptor) == 0, isThere, unsafe rename(temporary, final) == 0 else {
        let number = isThere ? errno : problem
        if isThere { unsafe unlink(temporary) }
        throw NotDone("\(name): \(Descriptor.message(number))")
      }
    }
  }
}

/// Whoever read standard output stopped reading, as `head` does: no failure, and no reason to say anything.
struct ReaderGone: Error {}
