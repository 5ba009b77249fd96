import Causes
import Matches
import Wire

/// The head of the report and its sources.
extension JSONWriter {
  mutating func writeHead(of report: Report) {
    breakLine()
    field("schema", JSONReport.schema)
    breakLine()
    key("tool")
    beginObject()
    field("name", "rstscope")
    field("version", report.toolVersion)
    endObject()
    breakLine()
    key("host")
    write(report.host)
  }

  private mutating func write(_ host: Report.HostDescription?) {
    guard let host else { return null() }
    beginObject()
    field("kernel", host.kernel)
    field("machine", host.machine)
    endObject()
  }

  mutating func write(_ source: Findings.Source) {
    beginObject()
    field("kind", source.kind.rawValue)
    field("path", source.path)
    field("format", source.format)
    field("linkTypes", source.linkTypes.map { Int($0.rawValue) })
    field("snapLength", source.snapLength)
    field("packets", source.packets)
    field("segments", source.segments)
    field("bytes", source.bytes)
    field("flows", source.flows)
    field("dropped", source.dropped)
    key("stoppedAt")
    write(source.stoppedAt)
    field("skipped", counts: source.skipped)
    endObject()
  }

  private mutating func write(_ stop: Findings.Source.Stop?) {
    guard let stop else { return null() }
    beginObject()
    field("offset", stop.offset)
    field("reason", stop.reason)
    endObject()
  }

  /// Clocks that calls were brought from onto the capture's.
  private mutating func write(_ clocks: [CallClock]) {
    key("callClocks")
    beginArray()
    for clock in clocks {
      beginObject()
      field("address", clock.address.description)
      write(clock.offset)
      endObject()
    }
    endArray()
  }

  /// How far one clock is ahead of another.
  mutating func write(_ offset: ClockOffset) {
    field("nanoseconds", offset.nanoseconds.map { Int($0) })
    field("uncertaintyNanoseconds", offset.uncertainty.map { Int($0) })
  }

  mutating func writeSummary(of findings: Findings, type: StaticString? = nil) {
    let tally = findings.tally
    beginObject(type: type)
    field("resets", tally.resets)
    field("failedCalls", tally.failedCalls)
    field("explainedCalls", tally.explainedCalls)
    field("unexplainedCalls", tally.unexplainedCalls)
    field("causes", counts: Dictionary(uniqueKeysWithValues: tally.causes.map { ($0.key.rawValue, $0.value) }))
    field("settled", tally.settled.values.reduce(0, +))
    field("tied", tally.tied.values.reduce(0, +))
    field("unexplained", tally.unexplained)
    field("patterns", counts: tally.patterns)
    if !findings.callClocks.isEmpty { write(findings.callClocks) }
    field("warnings", findings.reservations)
    endObject()
  }
}
