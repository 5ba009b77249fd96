/// HTML under construction; text goes in escaped, and only here does markup come from.
struct HTMLPage {
  /// What stands in the body.
  private(set) var body = ""

  init() {}

  /// An element with escaped text in it.
  mutating func element(_ name: StaticString, _ text: String, class style: String = "") {
    body += "\(Self.opening(name, style))\(text.htmlEscaped)</\(name)>\n"
  }

  /// An element with a sentence in it in which backticks set off code.
  mutating func prose(_ name: StaticString, _ sentence: String, class style: String = "") {
    body += "\(Self.opening(name, style))\(Prose(sentence).html)</\(name)>\n"
  }

  /// An element with other elements in it.
  mutating func element(_ name: StaticString, class style: String = "", _ content: (inout HTMLPage) -> Void) {
    body += Self.opening(name, style) + "\n"
    content(&self)
    body += "</\(name)>\n"
  }

  /// Several lines as they stand, each escaped.
  mutating func preformatted(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).htmlEscaped }
    body += "<pre>\(lines.joined(separator: "\n"))</pre>\n"
  }

  /// Markup that this program made.
  mutating func markup(_ finished: String) { body += finished }

  private static func opening(_ name: StaticString, _ style: String) -> String {
    style.isEmpty ? "<\(name)>" : "<\(name) class=\"\(style.htmlEscaped)\">"
  }

  /// The whole document: self-contained, and forbidden to load anything.
  func document(title: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(title.htmlEscaped)</title>
    <style>
    \(Stylesheet.text)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }
}
