import Glibc

/// Which file a path or a descriptor leads to, whatever it is called (`man 7 inode`).
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t
  private let mode: mode_t
  /// In bytes, where ``isRegular``; what it was when it was looked at.
  let size: Int

  /// Looks at what `path` leads to; `-` is standard input. Nil where there is nothing.
  init?(path: String) {
    var status = stat()
    guard unsafe (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    (device, number, mode) = (status.st_dev, status.st_ino, status.st_mode)
    size = Int(status.st_size)
  }

  /// Whether it is a regular file, which can be replaced.
  var isRegular: Bool { mode & S_IFMT == S_IFREG }

  /// Whether it is a pipe, a socket or a device: its bytes come once.
  var isReadOnce: Bool { !isRegular && mode & S_IFMT != S_IFDIR }

  /// Its permission bits.
  var permissions: mode_t { mode & 0o777 }

  static func == (left: Self, right: Self) -> Bool { left.device == right.device && left.number == right.number }

  func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(number)
  }
}
