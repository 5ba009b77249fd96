import Foundation
import Glibc

/// Where the report goes: standard output, or a file that appears only when it is complete.
struct OutputFile: ~Copyable {
  private let descriptor: Int32
  /// The file's final path, and the path beside it that is written first; nil for standard output.
  private let paths: (final: String, temporary: String)?
  private var isFinished = false

  private init(descriptor: Int32, paths: (final: String, temporary: String)?) {
    self.descriptor = descriptor
    self.paths = paths
  }

  /// Standard output.
  static var standardOutput: OutputFile { OutputFile(descriptor: STDOUT_FILENO, paths: nil) }

  /// Opens a new file beside `path`, to be renamed when it is complete.
  ///
  /// - Throws: ``NotDone`` if `path` is one of `inputs`, or cannot be written.
  static func open(_ path: String, inputs: [String]) throws(NotDone) -> OutputFile {
    if inputs.contains(where: { isSameFile($0, path) }) {
      throw NotDone("\(path) is an input; the report is not written over it", remedy: "choose another --output")
    }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = unsafe Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw NotDone("\(path): \(message(errno))", remedy: "choose an --output that you may write")
    }
    return OutputFile(descriptor: descriptor, paths: (path, temporary))
  }

  deinit {
    guard let paths, !isFinished else { return }
    close(descriptor)
    unsafe unlink(paths.temporary)
  }

  /// Writes all of `bytes`.
  ///
  /// - Throws: ``ReaderGone`` if whoever read standard output stopped reading; ``NotDone`` for any other failure.
  func write(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ReaderGone() }
        throw NotDone("\(paths?.final ?? "standard output"): \(Self.message(errno))")
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Gives the complete file its name.
  mutating func finish() throws(NotDone) {
    guard let paths else { return }
    isFinished = true
    guard close(descriptor) == 0, unsafe rename(paths.temporary, paths.final) == 0 else {
      let message = Self.message(errno)
      unsafe unlink(paths.temporary)
      throw NotDone("\(paths.final): \(message)")
    }
  }

  private static func isSameFile(_ left: String, _ right: String) -> Bool {
    var (a, b) = (stat(), stat())
    guard unsafe stat(left, &a) == 0, unsafe stat(right, &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  private static func message(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

/// Whoever read standard output stopped reading, as `head` does: no failure, and no reason to say anything.
struct ReaderGone: Error {}
