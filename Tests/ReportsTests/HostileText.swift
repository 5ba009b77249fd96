/// Texts as a hostile peer or program may have them.
enum HostileText {
  static let all = [
    "", "\u{1b}[2J\u{1b}]0;owned\u{7}", "a\nb\r\nc\td", "\0", "\u{202e}gnp.exe", "\u{2066}x\u{2069}",
    "\u{200b}\u{feff}",
    "\u{85}\u{9b}31m", "\u{7f}", "\"\\/\u{8}\u{c}", "<script>alert(1)</script>", "'\"><img src=x onerror=1>", "&amp;",
    "```\n# h1\n```", "| a | b |", "[x](javascript:1) @everyone #1 !", "naïve 🧵 漢字", "\u{2028}\u{2029}",
    "\u{e000}\u{fffe}", String(repeating: "x", count: 500), "%s%n{}",
  ]

  /// The first scalar that could steer a terminal or reorder a line; line feeds are the renderer's own.
  static func steers(_ text: String) -> Unicode.Scalar? {
    text.unicodeScalars.first { scalar in
      guard scalar != "\n" else { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
  }
}
