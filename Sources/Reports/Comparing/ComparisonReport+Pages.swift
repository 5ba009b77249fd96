import Matches
import Wire

/// The comparison for people: the ground it stands on first, then every RST.
extension ComparisonReport {
  /// Plain text, a line each.
  public var text: String {
    var lines = [names.joined(separator: " | "), comparison.ground]
    if comparison.crossings.isEmpty { lines.append(Self.nothing) }
    lines += comparison.crossings.map { "\($0.place): \($0.fate.rawValue): \($0.statement)" }
    return lines.map { $0.visible + "\n" }.joined()
  }

  /// GitHub's Markdown.
  public var markdown: String {
    var page = MarkdownPage()
    page.paragraph(names.map(MarkdownPage.code).joined(separator: " and "))
    page.strong(comparison.ground)
    if comparison.crossings.isEmpty {
      page.paragraph(Self.nothing)
    } else {
      page.tableHead([("first", true), ("second", true), ("fate", false), ("what it means", false)])
      for crossing in comparison.crossings {
        let frames = [crossing.first, crossing.second].map { $0.map { "\($0.number)" } ?? "—" }
        page.row(frames + [crossing.fate.rawValue, crossing.statement.markdownEscaped])
      }
    }
    return page.text
  }

  /// One self-contained page.
  public var html: String {
    var page = HTMLPage()
    page.element("header") { page in
      page.element("span", "rstscope", class: "mark")
      for name in names { page.element("span", Sentences.fileName(name)) }
    }
    page.element("h1", comparison.ground)
    if comparison.crossings.isEmpty { page.element("p", Self.nothing) }
    for crossing in comparison.crossings {
      page.element("section") { page in
        page.element("h2", "\(crossing.place): \(crossing.fate.rawValue)")
        page.element("p", crossing.statement)
      }
    }
    page.element("footer") { $0.element("p", "Made by rstscope \(toolVersion).") }
    return page.document(title: "rstscope: \(names.map(Sentences.fileName).joined(separator: ", "))")
  }

  private static let nothing = "Neither capture holds a RST."
}
