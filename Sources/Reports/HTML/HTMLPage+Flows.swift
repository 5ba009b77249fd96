import Flows

/// The flows, where somebody asked for all of them.
extension HTMLPage {
  mutating func write(_ flows: [Flow]) {
    element("section") { page in
      page.element("h2", "Flows")
      page.element("div", class: "scroll") { page in
        page.element("table") { page in
          page.element("tr") { page in
            for column in FlowRow.columns { page.element("th", column.title, class: column.isNumber ? "number" : "") }
          }
          for flow in flows { page.write(FlowRow(flow)) }
        }
      }
    }
  }

  private mutating func write(_ row: FlowRow) {
    element("tr") { page in
      for (cell, column) in zip(row.cells, FlowRow.columns) {
        page.element("td", cell, class: column.isNumber ? "number" : "mono")
      }
    }
  }
}
