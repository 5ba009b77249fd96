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
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno == EAGAIN {
        var interest = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        unsafe poll(&interest, 1, -1)
      } else if errno != EINTR {
        throw refusal(path, errno)
      }
    }
  }

  private static func refusal(_ path: String, _ number: Int32) -> NotDone {
    let name = path == "-" ? "standard input" : path
    let reason = number == ENOENT ? "no such file" : unsafe String(cString: strerror(number))
    return NotDone("\(name): \(reason)")
  }
}
