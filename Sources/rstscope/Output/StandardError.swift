import Glibc

/// Standard error: where progress, warnings and errors go.
enum StandardError {
  /// Whether a person is likely to read it.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Prints one line, with everything that could steer a terminal made visible.
  static func printLine(_ line: String) {
    printRaw(line.unicodeScalars.map(Self.visible).joined() + "\n")
  }

  /// Prints text that this program made itself, control sequences included.
  static func printRaw(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
