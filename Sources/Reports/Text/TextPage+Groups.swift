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
    blank()
    line(style.dim("     count  cause                         responder              example  from … to"))
    let first = tally.groups.map(\.firstTime).min() ?? Timestamp(nanoseconds: 0)
    for group in tally.groups.prefix(Self.rowLimit) { write(group, start: first) }
    let rest = tally.groups.dropFirst(Self.rowLimit)
    let count = rest.reduce(tally.ungrouped) { $0 + $1.count }
    if count > 0 {
      line(
        style.dim(
          Sentences.grouped(count).leftPadded(to: 10) + "  elsewhere: \(Sentences.count(rest.count, "more row"))"))
    }
  }

  private mutating func write(_ group: Group, start: Timestamp) {
    let cause = (group.cause?.rawValue ?? "unexplained") + (group.isTied ? "?" : "")
    let span = "\(Seconds.short(from: start, to: group.firstTime)) … \(Seconds.short(from: start, to: group.lastTime))"
    line(
      Sentences.grouped(group.count).leftPadded(to: 10) + "  " + cause.padded(to: 28) + "  "
        + group.responder.description.padded(to: 21) + "  " + "\(group.example)".leftPadded(to: 7) + "  "
        + style.dim(span))
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
  /// Seconds to a tenth: `12.3 s`.
  static func short(from start: Timestamp, to end: Timestamp) -> String {
    let tenths = start.nanoseconds(until: end) / 100_000_000
    return "\(tenths / 10).\((tenths % 10).magnitude)s"
  }
}
