import Flows
import Wire

/// What a page for people tells of one flow, cell by cell.
struct FlowRow {
  /// The columns, and whether numbers stand in them.
  static let columns: [(title: String, isNumber: Bool)] = [
    ("frame", true), ("packets", true), ("resets", true), ("conn_state", false), ("history", false),
    ("originator > responder", false),
  ]

  /// What stands in ``columns``.
  let cells: [String]

  init(_ flow: Flow) {
    let (own, other) = (flow.originator, flow.responder)
    let histories = [flow.history] + flow.otherRecords.map(\.history)
    let states = [flow.connectionState] + flow.otherRecords.map(\.state)
    let tunnel = flow.tunnel == .none ? "" : ", in \(flow.tunnel.word)"
    cells = [
      "\(flow.id)", Sentences.grouped(Int(own.segments) + Int(other.segments)),
      Sentences.grouped(Int(own.resets) + Int(other.resets)),
      states.map(\.rawValue).joined(separator: " "), histories.joined(separator: " "), "\(flow.tuple)\(tunnel)",
    ]
  }
}
