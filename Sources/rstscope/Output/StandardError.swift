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
  static func printRaw(_ text: String) { _ = Descriptor.write(text.utf8, to: STDERR_FILENO) }

  /// Prints lines, with everything else that could steer a terminal made visible.
  static func printLines(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { printLine(String(line)) }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
