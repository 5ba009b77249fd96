public import Causes
internal import Host
public import Matches

/// A page to look something up: what `rstscope explain` prints of a cause, an error number or a kernel's reason.
public struct ReferencePage: Hashable, Sendable {
  /// What it is about: `close-with-unread-data`, `ECONNRESET`.
  public var title: String
  /// What it means, in a few sentences.
  public var meaning: String
  /// The rest, in order; sections without lines are left out.
  public var sections: [Section]

  /// A labelled part.
  public struct Section: Hashable, Sendable {
    /// `In packets`.
    public var label: String
    /// Paragraphs, or the items of a list if there are several.
    public var lines: [String]

    /// Labels some lines.
    public init(_ label: String, _ lines: [String]) {
      self.label = label
      self.lines = lines
    }
  }

  /// Assembles a page.
  public init(title: String, meaning: String, sections: [Section]) {
    self.title = title
    self.meaning = meaning
    self.sections = sections
  }

  /// The page of a cause.
  public init(_ page: CausePage) {
    self.init(
      title: page.cause.rawValue, meaning: page.meaning,
      sections: [
        Section("In packets", [page.packets]), Section("In calls", [page.calls]),
        Section("In the kernel", page.kernel.map { [$0] } ?? ["No kernel of either end sends it."]),
        Section("Looks alike", page.lookAlikes), Section("What to do", page.advice),
        Section("Read on", page.references.isEmpty ? [] : [page.references.joined(separator: "; ")]),
      ])
  }

  /// The page of an error.
  public init(_ page: ErrnoPage) {
    self.init(
      title: "\(page.errno)", meaning: page.meaning,
      sections: [
        Section("In calls", [page.calls]), Section("Causes", page.causes.map { "\($0.rawValue): \($0.page.reason)" }),
        Section("What to do", page.advice),
        Section("Read on", page.references.isEmpty ? [] : [page.references.joined(separator: "; ")]),
      ])
  }

  /// The page of a kernel's reason for a RST.
  public init(_ page: ReasonPage) {
    self.init(
      title: page.reason.rawValue, meaning: page.meaning,
      sections: [
        Section("Causes", page.causes.map { "\($0.rawValue): \($0.page.reason)" }),
        Section("Told apart by", page.separatedBy.map { [$0] } ?? []),
      ])
  }

  /// The page as text for a terminal.
  public func text(width: Int = 80, isColored: Bool = false) -> String {
    var page = TextPage(width: min(width, 100), style: TextStyle(isColored: isColored))
    page.line(page.style.bold(title.visible))
    page.paragraph(meaning, indent: 2)
    for section in sections where !section.lines.isEmpty {
      page.heading(section.label)
      for line in section.lines {
        page.paragraph(line, first: section.lines.count > 1 ? "  - " : "  ", indent: section.lines.count > 1 ? 4 : 2)
      }
    }
    return page.text
  }
}
