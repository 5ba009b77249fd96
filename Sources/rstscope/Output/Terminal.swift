import Glibc

/// The terminal on standard output, if there is one.
enum Terminal {
  /// Columns for a text report: the terminal's, at least 60 and at most 120; 80 for a file or a pipe.
  static func width(of output: String?) -> Int {
    var size = winsize()
    guard output == nil, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 60), 120)
  }

  /// Gives help a width that it can be set in: the parser takes any from the environment and from the terminal, also such
  /// that leave no room for a word, and none then.
  static func settleColumns() {
    let wanted = unsafe getenv("COLUMNS").flatMap { unsafe Int(String(cString: $0)) } ?? width(of: nil)
    let columns = (60...1000).contains(wanted) ? wanted : width(of: nil)
    unsafe setenv("COLUMNS", "\(columns)", 1)
  }

  /// Whether the terminal says that it knows no control sequences (`TERM=dumb`).
  static var isDumb: Bool {
    guard let name = unsafe getenv("TERM") else { return false }
    return unsafe String(cString: name) == "dumb"
  }
}
