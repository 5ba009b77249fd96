import Flows

/// The flows, where somebody asked for all of them.
extension TextPage {
  /// Columns of a row; those of the last cell do not matter.
  private static let widths = [10, 8, 7, 10, 10]

  /// One line a flow. The columns do not wait for the widest cell, for there may be half a million rows.
  mutating func write(_ flows: [Flow]) {
    heading("Flows")
    writeRow(FlowRow.columns.map(\.title), paint: style.dim)
    for flow in flows { writeRow(FlowRow(flow).cells) { $0 } }
  }

  private mutating func writeRow(_ cells: [String], paint: (String) -> String) {
    let padded = zip(cells, zip(Self.widths, FlowRow.columns)).map { cell, column in
      column.1.isNumber ? cell.leftPadded(to: column.0) : cell.padded(to: column.0)
    }
    line(paint((padded + cells.suffix(1)).joined(separator: "  ").visible))
  }
}
