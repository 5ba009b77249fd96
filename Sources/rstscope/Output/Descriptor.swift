import CLinux
import Glibc

/// Descriptors as whoever started the process left them: closed, in non-blocking mode, few.
enum Descriptor {
  /// Opens what is closed of standard input, output and error, so that no file of ours gets its number: what reads the
  /// first or writes to the second fails then, as it would have.
  static func occupyStandardStreams() {
    let modes = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDWR)]
    for (number, mode) in modes where fcntl(number, F_GETFD) < 0 { _ = unsafe open("/dev/null", mode) }
  }

  /// Writes all of `bytes`, and waits where the descriptor would not; 0, or an errno.
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        wait(for: POLLOUT, on: descriptor)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Reads all that comes behind `bytes`, and waits where the descriptor would not; 0, or an errno.
  static func read(into bytes: inout [UInt8], from descriptor: Int32) -> Int32 {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return 0
      } else if errno == EAGAIN {
        wait(for: POLLIN, on: descriptor)
      } else if errno != EINTR {
        return errno
      }
    }
  }

  private static func wait(for events: Int32, on descriptor: Int32) {
    var interest = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    unsafe poll(&interest, 1, -1)
  }

  /// What the C library calls an errno.
  static func message(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }

  /// Asks for as many open files as the process may have (`man 2 getrlimit`).
  static func raiseLimit() { clinux_raise_descriptor_limit() }
}
