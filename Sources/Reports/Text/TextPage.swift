/// Lines of at most a certain width, for a terminal or a file.
///
/// Whatever is put on it is made visible first: no text from a capture can steer the terminal or break a line.
struct TextPage {
  /// Columns.
  let width: Int
  /// How to colour.
  let style: TextStyle
  /// What stands on the page.
  private(set) var text = ""

  init(width: Int, style: TextStyle) {
    self.width = max(40, width)
    self.style = style
  }

  /// An empty line, unless the page is empty or one stands there already.
  mutating func blank() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// A line of finished pieces, which may hold colour.
  mutating func line(_ finished: String) { text += finished + "\n" }

  /// A heading.
  mutating func heading(_ heading: String) {
    blank()
    line(style.bold(heading.visible))
  }

  /// A paragraph of a sentence in which backticks set off code.
  mutating func prose(_ sentence: String, indent: Int = 0, paint: (String) -> String = { $0 }) {
    paragraph(Prose(sentence).plain, indent: indent, paint: paint)
  }

  /// A paragraph, broken between words; `first` begins its first line, and later lines are indented by `indent`.
  mutating func paragraph(
    _ words: String, first: String = "", indent: Int = 0, paint: (String) -> String = { $0 }
  ) {
    let lead = first.isEmpty ? String(repeating: " ", count: indent) : first
    var row = lead
    var isEmpty = true
    for word in words.visible.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, row.count + 1 + word.count > width {
        flush(row, lead: lead, paint)
        row = String(repeating: " ", count: indent)
        isEmpty = true
      }
      row += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    flush(row, lead: lead, paint)
  }

  private mutating func flush(_ row: String, lead: String, _ paint: (String) -> String) {
    if row.hasPrefix(lead) {
      line(lead + paint(String(row.dropFirst(lead.count))))
    } else {
      let spaces = row.prefix { $0 == " " }
      line(spaces + paint(String(row.dropFirst(spaces.count))))
    }
  }
}

extension String {
  /// Filled with spaces on the right.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  /// Filled with spaces on the left.
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  /// At most `width` characters, the last an ellipsis where something was cut.
  func clipped(to width: Int) -> String { count <= width ? self : String(prefix(max(0, width - 1))) + "…" }
}
