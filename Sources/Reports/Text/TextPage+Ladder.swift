import Flows
import Host
import Matches
import Recordings
import Wire

/// The ladder as text: the originator's side on the left, the responder's on the right, time downward.
extension TextPage {
  mutating func draw(_ ladder: Ladder) {
    let geometry = LadderGeometry(width: width)
    line(style.dim(geometry.head(ladder)))
    for row in ladder.rows {
      draw(row, of: ladder, geometry.prefix(row, start: ladder.start), geometry)
    }
  }

  private mutating func draw(
    _ row: Ladder.Row, of ladder: Ladder, _ prefix: String, _ geometry: LadderGeometry
  ) {
    switch row.content {
    case .segment(let text): line(style.dim(prefix) + geometry.arrow(text.visible, from: row.side))
    case .icmp(let text): line(style.dim(prefix) + style.yellow(geometry.arrow(text.visible, from: row.side)))
    case .reset(let text, let match):
      line(style.dim(prefix) + style.red(geometry.arrow(text.visible, from: row.side)))
      guard let match else { return }
      paragraph(
        Sentences.shortVerdict(match.verdict), first: geometry.indent + "└ ", indent: geometry.prefixWidth + 2,
        paint: style.red)
    case .call(let call, let explanation):
      draw(call, pointer: explanation.flatMap(ladder.pointer), row, prefix, geometry)
    case .kernel(let event): line(style.dim(prefix + geometry.aside(event.line.visible, on: row.side)))
    case .elided(let count):
      line(style.dim(geometry.indent + "⋮ \(Sentences.count(count, "row")) not shown"))
    }
  }

  private mutating func draw(
    _ call: CallRecord, pointer: String?, _ row: Ladder.Row, _ prefix: String, _ geometry: LadderGeometry
  ) {
    let text = call.line + (pointer.map { " ← \($0)" } ?? "")
    let placed = geometry.aside(text.visible, on: row.side)
    line(style.dim(prefix) + (call.isFailed ? style.yellow(placed) : style.cyan(placed)))
  }
}

/// Where things stand on a ladder's lines.
private struct LadderGeometry {
  let width: Int
  /// Frame number, two spaces, seconds, two spaces.
  let prefixWidth = 19

  var indent: String { String(repeating: " ", count: prefixWidth) }
  private var room: Int { width - prefixWidth }

  func head(_ ladder: Ladder) -> String {
    let left = name(ladder.originator, ladder.programs[.originator])
    let right = name(ladder.responder, ladder.programs[.responder])
    let gap = max(1, room - left.count - right.count)
    return "frame".leftPadded(to: 6) + "  " + "seconds".leftPadded(to: 9) + "  "
      + left + String(repeating: " ", count: gap) + right
  }

  private func name(_ endpoint: Endpoint, _ program: String?) -> String {
    let text = endpoint.description
    guard let program, !program.isEmpty else { return text }
    return "\(program.visible.clipped(to: 12)) \(text)"
  }

  func prefix(_ row: Ladder.Row, start: Timestamp) -> String {
    let frame = row.name
    return frame.leftPadded(to: 6) + "  " + Seconds.text(from: start, to: row.time).leftPadded(to: 9) + "  "
  }

  /// A packet: its words at the sender's side, an arrow to the other.
  func arrow(_ text: String, from side: Side) -> String {
    let shaft = String(repeating: "─", count: max(2, room - text.count - 2))
    switch side {
    case .originator: return "\(text) \(shaft)▶"
    case .responder: return "◀\(shaft) \(text)"
    }
  }

  /// A call: at its caller's side, without an arrow.
  func aside(_ text: String, on side: Side) -> String {
    switch side {
    case .originator: text
    case .responder: text.leftPadded(to: room)
    }
  }
}

/// Spans of time as text.
enum Seconds {
  /// Seconds with six decimals below a thousand, fewer above: `0.000250`.
  static func text(from start: Timestamp, to end: Timestamp) -> String {
    let nanoseconds = start.nanoseconds(until: end)
    let sign = nanoseconds < 0 ? "-" : ""
    let microseconds = nanoseconds.magnitude / 1000
    let decimals = microseconds < 1_000_000_000 ? 6 : microseconds < 100_000_000_000 ? 4 : 1
    var fraction = "\(microseconds % 1_000_000)"
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    return "\(sign)\(microseconds / 1_000_000).\(fraction.prefix(decimals))"
  }
}
