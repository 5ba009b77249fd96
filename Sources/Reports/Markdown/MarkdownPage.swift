/// Markdown under construction. Arguments called `finished` are Markdown already; all others are escaped here.
struct MarkdownPage {
  /// What stands on the page.
  private(set) var text = ""

  init() {}

  private mutating func blank() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// A paragraph in bold.
  mutating func strong(_ words: String) {
    blank()
    text += "**\(Prose(words).markdown)**\n"
  }

  /// A paragraph.
  mutating func paragraph(_ finished: String) {
    blank()
    text += finished + "\n"
  }

  /// A heading of the third level.
  mutating func heading(_ words: String) {
    blank()
    text += "### \(words.markdownEscaped)\n\n"
  }

  /// An item of a list.
  mutating func item(_ finished: String) { text += "- \(finished)\n" }

  /// A row of a table.
  mutating func row(_ finished: [String]) { text += "| \(finished.joined(separator: " | ")) |\n" }

  /// A table's first row, with columns aligned to the right where said.
  mutating func tableHead(_ columns: [(title: String, isRight: Bool)]) {
    blank()
    row(columns.map(\.title))
    row(columns.map { $0.isRight ? "---:" : "---" })
  }

  /// Lines in a fixed-width font, fenced by more backticks than any line holds.
  mutating func fenced(_ lines: String) {
    blank()
    var longest = 0
    for run in lines.split(whereSeparator: { $0 != "`" }) { longest = max(longest, run.count) }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    text += "\(fence)text\n\(lines.hasSuffix("\n") ? lines : lines + "\n")\(fence)\n"
  }

  /// Text in a fixed-width font within a line.
  static func code(_ words: String) -> String {
    let visible = words.visible.replacing("|", with: "¦")
    return visible.contains("`") || visible.isEmpty ? visible.markdownEscaped : "`\(visible)`"
  }
}
