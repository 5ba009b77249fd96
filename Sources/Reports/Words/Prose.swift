/// A sentence of ours in which backticks set off code: `` `recv()` failed ``.
///
/// The words between the marks may come from outside; each renderer escapes them in its own way.
struct Prose {
  /// A piece of a sentence.
  enum Piece {
    case words(String)
    case code(String)
  }

  /// From left to right.
  var pieces: [Piece]

  /// Splits a sentence; an odd backtick at the end is a character like any other.
  init(_ sentence: String) {
    let parts = sentence.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    pieces = []
    for (index, part) in parts.enumerated() {
      if index % 2 == 1, index < parts.count - 1 {
        pieces.append(.code(part))
      } else if !part.isEmpty {
        pieces.append(.words(index % 2 == 1 ? "`" + part : part))
      }
    }
  }

  /// Without marks, for plain text.
  var plain: String {
    pieces.map { piece in
      switch piece {
      case .words(let text), .code(let text): text
      }
    }.joined()
  }

  /// With `<code>`, escaped.
  var html: String {
    pieces.map { piece in
      switch piece {
      case .words(let text): text.htmlEscaped
      case .code(let text): "<code>\(text.htmlEscaped)</code>"
      }
    }.joined()
  }

  /// With backticks, escaped.
  var markdown: String {
    pieces.map { piece in
      switch piece {
      case .words(let text): text.markdownEscaped
      case .code(let text): MarkdownPage.code(text)
      }
    }.joined()
  }
}
