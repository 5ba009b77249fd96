import Causes
import Matches
import Wire

/// Many resets on one page: by cause, then by responder, most frequent first.
extension TextPage {
  /// How many rows of responders fit on a page.
  private static let rowLimit = 24

  mutating func writeGroups(of findings: Findings) {
    let tally = findings.tally
    writeCauses(of: tally)
    writeResponders(of: tally)
    writePatterns(of: tally)
    blank()
    line("See the rest:")
    line("  --cause CAUSE, --endpoint ADDR[:PORT]   only some of them, with their proof")
    line("  --format ndjson                         every reset, one JSON object a line")
    line("  rstscope explain CAUSE                  what a cause means and what to do")
  }

  private mutating func writeCauses(of tally: Tally) {
    let rows = tally.causes.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    blank()
    line(style.dim("     count  share  cause"))
    for (cause, count) in rows {
      let settled = tally.settled[cause] ?? 0
      let note =
        settled == count ? "" : settled == 0 ? "  (likeliest of a tie)" : "  (\(Sentences.grouped(settled)) settled)"
      writeCause(cause.rawValue, count, of: tally.resets, note: note)
    }
    if tally.unexplained > 0 { writeCause("unexplained", tally.unexplained, of: tally.resets, note: "") }
  }

  private mutating func writeCause(_ name: String, _ count: Int, of all: Int, note: String) {
    let share = all > 0 ? Int((Double(count) * 100 / Double(all)).rounded()) : 0
    line(
      Sentences.grouped(count).leftPadded(to: 10) + "  " + "\(share)%".leftPadded(to: 5) + "  " + style.red(name)
        + style.dim(note))
  }

  private mutating func writeResponders(of tally: Tally) {
    guard !tally.groups.isEmpty else { return }
    let start = tally.groups.map(\.firstTime).min() ?? Timestamp(nanoseconds: 0)
    let shown = tally.groups.prefix(Self.rowLimit)
    var rows = [["count", "frame", "when", "cause", "responder"]]
    rows += shown.map { row($0, start: start) }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    blank()
    for (index, row) in rows.enumerated() {
      let left = row[0].leftPadded(to: max(10, widths[0])) + "  " + row[1].leftPadded(to: widths[1]) + "  "
      let text = left + row[2].padded(to: widths[2]) + "  " + row[3].padded(to: widths[3]) + "  " + row[4]
      line(index == 0 ? style.dim(text) : text)
    }
    let rest = tally.groups.dropFirst(Self.rowLimit)
    let count = rest.reduce(tally.ungrouped) { $0 + $1.count }
    if count > 0 { line(style.dim(Sentences.grouped(count).leftPadded(to: 10) + "  elsewhere, not shown")) }
  }

  private func row(_ group: Group, start: Timestamp) -> [String] {
    let span = Seconds.short(from: start, to: group.firstTime) + "–" + Seconds.short(from: start, to: group.lastTime)
    return [
      Sentences.grouped(group.count), "\(group.example)", span,
      (group.cause?.rawValue ?? "unexplained") + (group.isTied ? "?" : ""), "\(group.responder)",
    ]
  }

  private mutating func writePatterns(of tally: Tally) {
    guard !tally.patterns.isEmpty else { return }
    blank()
    line(style.dim("     count  looks like"))
    for (name, count) in tally.patterns.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(10) {
      line(Sentences.grouped(count).leftPadded(to: 10) + "  " + name.visible)
    }
  }
}

extension Seconds {
  /// Since the first reset, in the unit that fits: `0.4s`, `60s`, `12m`, `30h`.
  static func short(from start: Timestamp, to end: Timestamp) -> String {
    let tenths = start.nanoseconds(until: end) / 100_000_000
    if tenths < 100 { return "\(tenths / 10).\((tenths % 10).magnitude)s" }
    if tenths < 6000 { return "\(tenths / 10)s" }
    if tenths < 360_000 { return "\(tenths / 600)m" }
    return "\(tenths / 36_000)h"
  }
}
