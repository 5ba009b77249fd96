import Causes
import Matches
import Wire

/// Many resets on one page: by cause, then by responder, most frequent first.
extension TextPage {
  /// How many rows of responders fit on a page.
  private static let rowLimit = 12

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

  /// One row a cause: how often, its share of all resets and failures, how many are settled and not the likeliest of a tie,
  /// where the first one is, and when.
  private mutating func writeCauses(of tally: Tally) {
    var rows = [["count", "share", "settled", "frame", "when", "cause"]]
    let causes = CauseRow.rows(of: tally)
    let all = causes.reduce(0) { $0 + $1.count }
    for row in causes {
      rows.append([
        Sentences.grouped(row.count), Sentences.percentage(row.count, of: all), row.settledWord,
        row.example.map(\.description) ?? "", row.span ?? "", row.name,
      ])
    }
    writeTable(rows, rightColumns: 4)
  }

  private mutating func writeResponders(of tally: Tally) {
    let shown = tally.groups.leading(Self.rowLimit).filter { $0.count > 1 }
    guard let start = tally.firstTime, !shown.isEmpty else { return }
    var rows = [["count", "frame", "when", "cause (? tied)", "responder"]]
    rows += shown.map { group in
      [
        Sentences.grouped(group.count), "\(group.example)", group.span(from: start),
        (group.cause?.rawValue ?? "unexplained") + (group.isTied ? "?" : ""), "\(group.responder)",
      ]
    }
    writeTable(rows, rightColumns: 2)
    let rest = tally.groups.resets(beside: shown)
    if rest > 0 { line(style.dim(Sentences.grouped(rest).leftPadded(to: 10) + "  more, at other responders")) }
  }

  /// Columns as wide as what stands in them; the first ones aligned to the right, the last one as long as it is.
  private mutating func writeTable(_ rows: [[String]], rightColumns: Int) {
    let columns = rows.first?.count ?? 0
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    blank()
    for (index, row) in rows.enumerated() {
      let cells = row.indices.map { column in
        if column == 0 { return row[column].leftPadded(to: max(10, widths[0])) }
        if column < rightColumns { return row[column].leftPadded(to: widths[column]) }
        return column == columns - 1 ? row[column] : row[column].padded(to: widths[column])
      }
      let text = cells.joined(separator: "  ").visible
      line(index == 0 ? style.dim(text) : text)
    }
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
