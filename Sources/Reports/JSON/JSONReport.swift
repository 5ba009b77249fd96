import Matches

/// Renders a report as one JSON object of the schema `rstscope.report/1`.
///
/// Each element of a top-level list stands on a line of its own, so that line tools work on it too.
public struct JSONReport {
  /// The schema's name; its number rises when a field is renamed or dropped.
  public static let schema = "rstscope.report/1"

  private let report: Report

  /// Prepares a rendering.
  public init(_ report: Report) { self.report = report }

  /// Writes the object in pieces of about 64 KiB, so that memory does not grow with the number of resets.
  ///
  /// - Throws: what `sink` throws.
  public func write<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var output = JSONStream(sink: sink)
    output.writer.beginObject()
    output.writer.writeHead(of: report)
    let findings = report.findings
    try output.list("sources", findings.sources) { $0.write($1) }
    try output.list("flows", findings.flows.lazy.map { ($0, findings.resets(of: $0)) }) { $0.write($1.0, resets: $1.1) }
    try output.list("resets", findings.matches) { $0.write($1) }
    try output.list("failures", findings.failures) { $0.write($1) }
    try output.list("calls", findings.calls) { $0.write($1, explainedBy: findings.explanations[$1.id]) }
    try output.list("kernelEvents", findings.kernelEvents) { $0.write($1) }
    if let outcomes = report.outcomes { try output.list("scenarios", outcomes) { $0.write($1) } }
    output.writer.breakLine()
    output.writer.key("summary")
    output.writer.writeSummary(of: findings)
    output.writer.endLine()
    output.writer.endObject()
    output.writer.endLine()
    try output.flush()
  }
}

/// A writer that empties itself into a sink.
private struct JSONStream<Failure: Error> {
  var writer = JSONWriter()
  let sink: ([UInt8]) throws(Failure) -> Void

  mutating func list<Element>(
    _ key: StaticString, _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
  ) throws(Failure) {
    writer.breakLine()
    writer.key(key)
    writer.beginArray()
    for element in elements {
      writer.breakLine()
      write(&writer, element)
      if writer.bytes.count >= 1 << 16 { try flush() }
    }
    writer.endArray()
  }

  mutating func flush() throws(Failure) {
    try sink(writer.bytes)
    writer.removeAll()
  }
}
