/// What text from a capture or a call must go through before it reaches a reader.
///
/// The words of a peer are data: they may hold escape sequences for terminals, marks that reorder a line, or markup.
extension Unicode.Scalar {
  /// Whether a reader could not see this scalar, or would see it move others: controls, format and bidirectional
  /// marks, line and paragraph separators, unassigned and private ones.
  var isInvisible: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
    default: return false
    }
  }
}

extension String {
  /// For a terminal or a plain text file: what cannot be seen is shown as `\u{1b}`; nothing breaks the line.
  var visible: String {
    guard unicodeScalars.contains(where: \.isInvisible) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isInvisible {
        text += "\\u{\(Swift.String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// For the text or an attribute of HTML: visible, and without markup.
  var htmlEscaped: String {
    var text = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// For Markdown outside code: visible, and nothing that Markdown, or the HTML in it, would act on.
  var markdownEscaped: String {
    var text = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!": text += "\\\(scalar)"
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "@": text += "&#64;"  // Mentions nobody.
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
