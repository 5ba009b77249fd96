import Flows
import Matches
import Wire

/// Flows.
extension JSONWriter {
  /// - Parameter resets: nil where they are not known: a report that streams has forgotten them.
  mutating func write(_ flow: Flow, resets: [FrameID]?, type: StaticString? = nil) {
    beginObject(type: type)
    field("id", ReportID.flow(flow.id))
    field("source", flow.id.source)
    field("originator", flow.tuple.source)
    field("responder", flow.tuple.destination)
    field("firstFrame", frame: flow.id)
    field("lastFrame", frame: flow.lastFrame)
    field("firstTime", flow.firstTime)
    field("lastTime", flow.lastTime)
    field("packets", UInt64(flow.originator.segments) + UInt64(flow.responder.segments))
    field("connState", flow.connectionState.rawValue)
    field("history", flow.history)
    if !flow.otherRecords.isEmpty { write(flow.otherRecords) }
    if flow.tunnel != .none { field("tunnel", flow.tunnel.word) }
    if let resets { field("resets", resets.map(ReportID.reset)) }
    endObject()
  }

  /// What Zeek logs of the same flow besides, where its timers split it.
  private mutating func write(_ records: [ZeekRecord]) {
    key("otherZeekRecords")
    beginArray()
    for record in records {
      beginObject()
      field("connState", record.state.rawValue)
      field("history", record.history)
      key("reversed")
      value(record.isReversed)
      endObject()
    }
    endArray()
  }
}

extension Findings {
  /// The resets of each flow; made once, since a report may hold half a million.
  func resetsByFlow() -> [FrameID: [FrameID]] {
    var resets: [FrameID: [FrameID]] = [:]
    for match in matches { resets[match.reset.flow, default: []].append(match.id) }
    return resets
  }
}
