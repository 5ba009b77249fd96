import Matches
import Wire

/// What the report rests on, and what it lacks.
extension TextPage {
  mutating func writeSources(of report: Report) {
    let findings = report.findings
    heading("Sources")
    for source in findings.sources { write(source) }
    if let host = report.host { paragraph("Linux \(host.kernel) on \(host.machine)", indent: 2) }
    if !findings.calls.isEmpty, findings.kernelEvents.isEmpty {
      paragraph("No kernel events were recorded; the verdicts rest on packets and calls.", indent: 2)
    }
    for warning in findings.warnings { paragraph("Warning: \(warning)", indent: 2, paint: style.yellow) }
  }

  private mutating func write(_ source: Findings.Source) {
    let links = source.linkTypes.map { "\($0)" }.joined(separator: ", ")
    var text = "\(source.path ?? source.kind.rawValue) (\(source.format)"
    if !links.isEmpty { text += ", \(links)" }
    text += "): \(Sentences.count(source.packets, "packet")), \(Sentences.count(source.segments, "TCP segment")), "
    text += Sentences.count(source.flows, "connection")
    paragraph(text, indent: 2)
    if let dropped = source.dropped, dropped > 0 {
      paragraph(
        "\(Sentences.count(dropped, "packet")) dropped by the capture: what was not seen proves little.", indent: 4,
        paint: style.yellow)
    }
    if !source.skipped.isEmpty {
      let parts = source.skipped.sorted { $0.key < $1.key }.map { "\(Sentences.grouped($0.value)) \($0.key)" }
      paragraph("Not TCP, or not readable: \(parts.joined(separator: ", "))", indent: 4)
    }
    if let stop = source.stoppedAt {
      paragraph(
        "Damaged at byte \(stop.offset): \(stop.reason). Everything before that is in this report.", indent: 4,
        paint: style.yellow)
    }
  }
}
