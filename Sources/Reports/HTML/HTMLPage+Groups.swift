import Causes
import Matches
import Wire

/// Many resets: by cause, then by responder.
extension HTMLPage {
  mutating func writeGroups(of findings: Findings) {
    let tally = findings.tally
    element("section") { page in
      page.element("h2", "Causes")
      page.writeCauses(of: tally)
    }
    guard !tally.groups.isEmpty else { return }
    element("section") { page in
      page.element("h2", "Where and when")
      page.writeGroups(of: tally)
    }
  }

  private mutating func writeCauses(of tally: Tally) {
    let rows = CauseRow.rows(of: tally)
    let most = max(rows.map(\.count).max() ?? 1, 1)
    element("div", class: "scroll") { page in
      page.element("table") { page in
        page.markup(
          "<thead><tr><th class=\"number\">count</th><th></th><th>cause</th><th class=\"number\">settled</th>"
            + "<th class=\"number\">example frame</th><th>when</th></tr></thead>\n")
        for row in rows { page.write(row, most: most) }
      }
    }
  }

  private mutating func write(_ row: CauseRow, most: Int) {
    element("tr") { page in
      page.element("td", Sentences.grouped(row.count), class: "number")
      page.element("td", class: "gauge") { page in
        let share = Double(row.count) * 100 / Double(most)
        page.markup("<div class=\"bar\" style=\"width:\(max(1, Int(share.rounded())))%\"></div>\n")
      }
      page.element("td", row.name, class: "mono")
      page.element("td", row.settledWord, class: "number")
      page.element("td", row.example.map(\.description) ?? "", class: "number")
      page.element("td", row.span ?? "", class: "narrow")
    }
  }

  private mutating func writeGroups(of tally: Tally) {
    let shown = tally.groups.leading(100)
    element("div", class: "scroll") { page in
      page.element("table") { page in
        page.markup(
          "<thead><tr><th class=\"number\">count</th><th>cause</th><th>responder</th>"
            + "<th class=\"number\">example frame</th><th>when</th></tr></thead>\n")
        let start = tally.firstTime ?? Timestamp(nanoseconds: 0)
        for group in shown { page.write(group, since: start) }
      }
      let rest = tally.groups.resets(beside: shown)
      if rest > 0 {
        page.element("p", "\(Sentences.count(rest, "reset")) elsewhere; see --format ndjson.", class: "meta")
      }
    }
  }

  private mutating func write(_ group: Group, since start: Timestamp) {
    element("tr") { page in
      page.element("td", Sentences.grouped(group.count), class: "number")
      page.element("td", (group.cause?.rawValue ?? "unexplained") + (group.isTied ? " (tie)" : ""), class: "mono")
      page.element("td", "\(group.responder)", class: "mono")
      page.element("td", "\(group.example)", class: "number")
      page.element("td", group.span(from: start), class: "narrow")
    }
  }
}

extension Timestamp {
  /// `2026-11-23 07:30:00.123`, in UTC.
  var clock: String { String(description.prefix(23)).replacing("T", with: " ") }
}
