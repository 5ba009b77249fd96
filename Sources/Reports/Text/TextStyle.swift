/// Colour for a terminal, only where it was asked for.
struct TextStyle {
  /// Whether to colour at all.
  var isColored: Bool

  func bold(_ text: String) -> String { sgr("1", text) }
  func dim(_ text: String) -> String { sgr("2", text) }
  func red(_ text: String) -> String { sgr("1;31", text) }
  func yellow(_ text: String) -> String { sgr("33", text) }
  func green(_ text: String) -> String { sgr("32", text) }
  func cyan(_ text: String) -> String { sgr("36", text) }

  /// Select Graphic Rendition (ECMA-48 §8.3.117) around a text.
  private func sgr(_ code: String, _ text: String) -> String {
    isColored && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
