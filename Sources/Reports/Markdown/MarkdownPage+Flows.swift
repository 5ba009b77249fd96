import Flows

/// The flows, where somebody asked for all of them.
extension MarkdownPage {
  mutating func write(_ flows: [Flow]) {
    heading("Flows")
    tableHead(FlowRow.columns.map { ($0.title.markdownEscaped, $0.isNumber) })
    for flow in flows {
      row(zip(FlowRow(flow).cells, FlowRow.columns).map { $1.isNumber ? $0 : Self.code($0) })
    }
  }
}
