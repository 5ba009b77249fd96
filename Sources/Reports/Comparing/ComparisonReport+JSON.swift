import Matches
import Wire

/// The comparison for programs.
extension ComparisonReport {
  /// One JSON object of the schema ``schema``: each RST with its fate and, from either capture, the whole of what
  /// `rstscope.report/1` says of it.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.breakLine()
    writer.field("schema", Self.schema)
    writer.breakLine()
    writer.key("tool")
    writer.beginObject()
    writer.field("name", "rstscope")
    writer.field("version", toolVersion)
    writer.endObject()
    writer.breakLine()
    writer.field("captures", names)
    writer.breakLine()
    writer.key("resets")
    writer.beginArray()
    for row in rows {
      writer.breakLine()
      writer.write(row, type: nil)
    }
    writer.endArray()
    writer.breakLine()
    writer.key("summary")
    writer.writeSummary(of: self, type: nil)
    writer.endLine()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// The same a line each: `crossing` lines, then a `summary` line.
  public var ndjson: [UInt8] {
    var writer = JSONWriter()
    for row in rows {
      writer.write(row, type: "crossing")
      writer.endLine()
    }
    writer.writeSummary(of: self, type: "summary")
    writer.endLine()
    return writer.bytes
  }

  /// A crossing with what each capture says of its RST.
  fileprivate struct Row {
    var crossing: Crossing
    var first: Match?
    var second: Match?
  }

  private var rows: [Row] {
    let first = Dictionary(comparison.first.matches.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let second = Dictionary(comparison.second.matches.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    return comparison.crossings.map { crossing in
      Row(
        crossing: crossing, first: crossing.first.flatMap { first[$0] }, second: crossing.second.flatMap { second[$0] })
    }
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ row: ComparisonReport.Row, type: StaticString?) {
    beginObject(type: type)
    field("fate", row.crossing.fate.rawValue)
    field("statement", row.crossing.statement)
    key("first")
    writeOrNull(row.first)
    key("second")
    writeOrNull(row.second)
    endObject()
  }

  private mutating func writeOrNull(_ match: Match?) {
    if let match { write(match) } else { null() }
  }

  private mutating func writeOrNull(_ drift: ClockDrift?) {
    guard let drift else { return null() }
    beginObject()
    field("nanosecondsPerSecond", drift.nanosecondsPerSecond)
    field("uncertainty", drift.uncertainty)
    field("since", drift.origin)
    endObject()
  }

  fileprivate mutating func writeSummary(of report: ComparisonReport, type: StaticString?) {
    let comparison = report.comparison
    beginObject(type: type)
    field("sharedSegments", comparison.sharedSegments)
    key("crossesNAT")
    value(comparison.crossesNAT)
    key("clockOffset")
    beginObject()
    write(comparison.clockOffset)
    endObject()
    key("clockDrift")
    writeOrNull(comparison.clockDrift)
    field("fates", counts: Dictionary(uniqueKeysWithValues: report.counts.map { ($0.fate.rawValue, $0.count) }))
    field("statement", comparison.ground)
    endObject()
  }
}
