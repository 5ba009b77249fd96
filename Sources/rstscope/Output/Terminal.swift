import Glibc

/// The terminal on standard output, if there is one.
enum Terminal {
  /// Columns for a text report: the terminal's, at least 60 and at most 120; 80 for a file or a pipe.
  static func width(of output: String?) -> Int {
    var size = winsize()
    guard output == nil, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 60), 120)
  }
}
