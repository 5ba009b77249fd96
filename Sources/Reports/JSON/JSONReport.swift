import Flows
import Host
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
    var output = JSONWriter()
    output.beginObject()
    output.writeHead(of: report)
    let findings = report.findings
    try output.list("sources", findings.sources, to: sink) { $0.write($1) }
    let resets = findings.resetsByFlow()
    try output.list("flows", findings.flows, to: sink) { $0.write($1, resets: resets[$1.id] ?? []) }
    try output.list("resets", findings.matches, to: sink) { $0.write($1) }
    try output.list("failures", findings.failures, to: sink) { $0.write($1) }
    if !findings.flowPatterns.isEmpty { try output.list("patterns", findings.flowPatterns, to: sink) { $0.write($1) } }
    try output.list("calls", findings.calls, to: sink) { $0.write($1, explainedBy: findings.explanations[$1.id]) }
    try output.list("kernelEvents", findings.kernelEvents, to: sink) { $0.write($1) }
    if let outcomes = report.outcomes { try output.list("scenarios", outcomes, to: sink) { $0.write($1) } }
    output.breakLine()
    output.key("summary")
    output.writeSummary(of: findings)
    output.endLine()
    output.endObject()
    output.endLine()
    try output.flush(to: sink)
  }
}

extension JSONWriter {
  /// Writes a top-level list, an element a line.
  fileprivate mutating func list<Element, Failure: Error>(
    _ key: StaticString, _ elements: some Sequence<Element>, to sink: ([UInt8]) throws(Failure) -> Void,
    _ write: (inout JSONWriter, Element) -> Void
  ) throws(Failure) {
    breakLine()
    self.key(key)
    beginArray()
    for element in elements {
      breakLine()
      write(&self, element)
      if bytes.count >= 1 << 16 { try flush(to: sink) }
    }
    endArray()
  }

  fileprivate mutating func flush<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try sink(bytes)
    removeAll()
  }
}
