import Foundation
import Matches
import Reports

extension ReportOptions {
  /// Opens where the report goes: before the work, which would be lost if it could not be written.
  ///
  /// - Parameter inputs: files that must not be written over.
  /// - Throws: ``NotDone`` if the file cannot be written, or the form cannot be had of the inputs.
  func openOutput(inputs: [String] = []) throws(NotDone) -> OutputFile {
    if format == .pcapng { try requirePackets(in: inputs) }
    guard let output, output != "-" else { return .standardOutput }
    return try .open(output, inputs: inputs)
  }

  /// Renders a finished report in the form that was asked for.
  ///
  /// - Throws: ``NotDone`` if the file cannot be written; ``ReaderGone``.
  func write(_ report: Report, to output: consuming OutputFile, inputs: [String] = []) throws {
    var destination = output
    let shown = noPayload ? report.withoutPayload() : report
    let report = anonymize ? shown.anonymized() : shown
    switch format {
    case .text:
      let options = TextReport.Options(width: Terminal.width(of: self.output), isColored: wantsColor)
      try destination.write(TextReport(report, options: options).render().utf8)
    case .json:
      try JSONReport(report).write { (bytes: [UInt8]) throws in try destination.write(bytes) }
    case .ndjson:
      try destination.write(NDJSONReport.whole(report))
    case .markdown:
      try destination.write(MarkdownReport(report).render().utf8)
    case .html:
      try destination.write(HTMLReport(report).render().utf8)
    case .pcapng:
      try packets(of: report, inputs).write { (bytes: [UInt8]) throws in try destination.write(bytes) }
    }
    try destination.finish()
  }

  /// Renders two captures' comparison in the form that was asked for.
  ///
  /// - Throws: ``NotDone`` if the file cannot be written; ``ReaderGone``.
  func write(_ report: ComparisonReport, to output: consuming OutputFile) throws {
    var destination = output
    let shown = noPayload ? report.withoutPayload() : report
    let report = anonymize ? shown.anonymized() : shown
    switch format {
    case .json: try destination.write(report.json)
    case .ndjson: try destination.write(report.ndjson)
    case .markdown: try destination.write(report.markdown.utf8)
    case .html: try destination.write(report.html.utf8)
    case .text, .pcapng: try destination.write(report.text.utf8)
    }
    try destination.finish()
  }

  /// The packets that the report is about, annotated.
  private func packets(of report: Report, _ inputs: [String]) -> AnnotatedCapture {
    AnnotatedCapture(report: report, paths: inputs, leavesOutPayload: noPayload)
  }

  /// Packets are written by reading the captures once more.
  private func requirePackets(in inputs: [String]) throws(NotDone) {
    guard !inputs.isEmpty, !inputs.contains("-") else {
      throw NotDone("this report holds no packets to write", remedy: "choose another --format, or name a file")
    }
    if let pipe = inputs.first(where: { FileIdentity(path: $0)?.isReadOnce ?? false }) {
      throw NotDone(
        "\(pipe): no regular file, and packets are read twice", remedy: "choose another --format, or save it")
    }
    guard !anonymize else {
      throw NotDone("--anonymize cannot change the addresses within packets", remedy: "choose another --format")
    }
  }

  /// Says what a reader must know, unless ``quiet``.
  func warn(_ lines: [String]) {
    guard !quiet else { return }
    for line in lines { StandardError.printLine("rstscope: warning: \(line)") }
  }
}
