import Glibc

/// A file that fits into memory, a pipe or standard input (`-`) among them, which Foundation would not read.
enum WholeFile {
  /// All of its bytes.
  ///
  /// - Throws: ``NotDone`` where it cannot be read.
  static func read(_ path: String) throws(NotDone) -> [UInt8] {
    let descriptor = unsafe path == "-" ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    let number = Descriptor.read(into: &bytes, from: descriptor)
    guard number == 0 else { throw refusal(path, number) }
    return bytes
  }

  private static func refusal(_ path: String, _ number: Int32) -> NotDone {
    let name = path == "-" ? "standard input" : path
    let reason = number == ENOENT ? "no such file" : Descriptor.message(number)
    return NotDone("\(name): \(reason)")
  }
}
