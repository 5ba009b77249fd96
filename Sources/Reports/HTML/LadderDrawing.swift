import Flows
import Host
import Matches
import Recordings
import Wire

/// A ladder as SVG: two lifelines, packets as arrows between them, calls beside the side that made them.
///
/// Measures are SVG units; the page scales the drawing to its width. A lifeline turns red where a RST was accepted.
struct LadderDrawing {
  private let ladder: Ladder
  private let hasAsides: Bool
  private var y = 78.0
  private var marks = ""
  /// What lies behind the lifelines.
  private var bands = ""
  /// Where each side's connection died.
  private var deaths: [Side: Double] = [:]

  init(_ ladder: Ladder) {
    self.ladder = ladder
    hasAsides = ladder.rows.contains { row in
      switch row.content {
      case .call, .kernel: true
      case .segment, .reset, .icmp, .elided: false
      }
    }
  }

  private let width = 1000.0
  private var left: Double { hasAsides ? 386 : 190 }
  private var right: Double { hasAsides ? 714 : 960 }

  /// The drawing, ready for an HTML page.
  func svg(label: String) -> String {
    var drawing = self
    for row in ladder.rows { drawing.draw(row) }
    let height = drawing.y + 16
    return """
      <figure class="scroll" style="margin-left:0;margin-right:0">
      <svg class="ladder" viewBox="0 0 \(Int(width)) \(Int(height.rounded(.up)))" role="img" aria-label="\(label.htmlEscaped)" \
      xmlns="http://www.w3.org/2000/svg">
      \(drawing.heads)\(drawing.bands)\(drawing.lifelines(to: height - 8))\(drawing.marks)</svg>
      </figure>

      """
  }

  // MARK: Frame of the drawing

  private var heads: String {
    head(ladder.originator, .originator, at: left) + head(ladder.responder, .responder, at: right)
      + Self.text("frame", 52, 40, "soft tiny", anchor: "end")
      + Self.text("seconds", 132, 40, "soft tiny", anchor: "end")
  }

  private func head(_ endpoint: Endpoint, _ side: Side, at x: Double) -> String {
    let anchor = hasAsides ? "middle" : side == .originator ? "start" : "end"
    let role = side == .originator ? "originator" : "responder"
    let name = ladder.programs[side].map { "\($0.clipped(to: 16)), \(role)" } ?? role
    return Self.text(name, x, 20, "soft tiny", anchor: anchor) + Self.text("\(endpoint)", x, 40, "name", anchor: anchor)
  }

  private func lifelines(to bottom: Double) -> String {
    var lines = ""
    for (side, x) in [(Side.originator, left), (Side.responder, right)] {
      let death = deaths[side] ?? bottom
      lines += Self.line(x, 52, x, death, "life")
      if death < bottom { lines += Self.line(x, death, x, bottom, "dead") }
    }
    return lines
  }

  // MARK: Rows

  private mutating func draw(_ row: Ladder.Row) {
    switch row.content {
    case .segment(let words): arrow(words, row, style: "")
    case .icmp(let words): arrow(words, row, style: " reset")
    case .reset(let words, let match): reset(words, match, row)
    case .call(let call, let explanation): self.call(call, explanation, row)
    case .kernel(let event): aside(Self.wrapped(event.line, width: 36), row, textStyle: "soft tiny", dotStyle: "kernel")
    case .elided(let count):
      marks += Self.text("⋮  \(count) rows not shown  ⋮", (left + right) / 2, y + 4, "faint tiny", anchor: "middle")
      y += 28
    }
  }

  private mutating func gutter(_ row: Ladder.Row) {
    if !row.name.isEmpty { marks += Self.text(row.name, 52, y + 4, "soft", anchor: "end") }
    marks += Self.text(Seconds.text(from: ladder.start, to: row.time), 132, y + 4, "faint tiny", anchor: "end")
  }

  private mutating func arrow(_ words: String, _ row: Ladder.Row, style: String) {
    gutter(row)
    let (from, to, tip) = row.side == .originator ? (left, right, -1.0) : (right, left, 1.0)
    marks += Self.line(from, y, to + tip * 7, y, "wire\(style)")
    marks += "<path class=\"head\(style)\" d=\"M\(Self.n(to)) \(Self.n(y))l\(Self.n(tip * 10)) -4.5v9z\"/>\n"
    let textStyle = style.isEmpty ? "" : "red bold"
    marks += Self.text(words.clipped(to: hasAsides ? 42 : 90), (left + right) / 2, y - 7, textStyle, anchor: "middle")
    y += 34
  }

  private mutating func reset(_ words: String, _ match: Match?, _ row: Ladder.Row) {
    y += 4
    let top = y - 22
    let height = match == nil ? 32.0 : 52.0
    bands +=
      "<rect class=\"band\" x=\"0\" y=\"\(Self.n(top))\" width=\"\(Int(width))\" height=\"\(Self.n(height))\" rx=\"4\"/>\n"
    if deaths[row.side] == nil { deaths[row.side] = y }
    if match?.acceptance != .ignored, match?.acceptance != .challenged, deaths[row.side.other] == nil {
      deaths[row.side.other] = y
    }
    arrow(words, row, style: " reset")
    guard let match else { return }
    y -= 34
    marks += Self.text(
      Sentences.shortVerdict(match.verdict).clipped(to: hasAsides ? 44 : 90), (left + right) / 2, y + 19, "red tiny",
      anchor: "middle")
    y += 56
  }

  private mutating func call(_ call: CallRecord, _ explanation: Explanation?, _ row: Ladder.Row) {
    var lines = Self.wrapped(call.line, width: hasAsides ? 32 : 60)
    if let pointer = explanation.flatMap(ladder.pointer) { lines.append("← \(pointer)") }
    let isTelling = call.isFailed || explanation?.reset != nil
    aside(lines, row, textStyle: call.isFailed ? "red" : "", dotStyle: isTelling ? "failed" : "")
  }

  /// Words beside a lifeline, with a dot on it; the first line is level with the dot.
  private mutating func aside(_ lines: [String], _ row: Ladder.Row, textStyle: String, dotStyle: String) {
    gutter(row)
    let isLeft = row.side == .originator
    let x = isLeft ? left : right
    marks += "<circle class=\"dot \(dotStyle)\" cx=\"\(Self.n(x))\" cy=\"\(Self.n(y))\" r=\"3.5\"/>\n"
    for (index, line) in lines.enumerated() {
      marks += Self.text(
        line, x + (isLeft ? -14 : 14), y + 4 + Double(index) * 15,
        index == 0 || textStyle.hasSuffix("tiny") ? textStyle : "\(textStyle) tiny",
        anchor: isLeft ? "end" : "start")
    }
    y += 19 + Double(lines.count) * 15
  }

  // MARK: Elements

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
    "<line class=\"\(style)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>\n"
  }

  private static func text(_ words: String, _ x: Double, _ y: Double, _ style: String, anchor: String) -> String {
    "<text class=\"\(style)\" x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">\(words.htmlEscaped)</text>\n"
  }

  /// A measure with at most one decimal.
  private static func n(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// Lines of at most `width` characters, broken at spaces, at most three.
  private static func wrapped(_ words: String, width: Int) -> [String] {
    var lines = [""]
    for word in words.split(separator: " ") {
      let last = lines[lines.count - 1]
      if !last.isEmpty, last.count + 1 + word.count > width {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      }
    }
    return lines.prefix(3).map { $0.clipped(to: width + 4) }
  }
}
