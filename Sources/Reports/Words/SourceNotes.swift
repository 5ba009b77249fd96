import Matches
import Wire

/// What a report rests on and what it lacks, in sentences.
enum SourceNotes {
  /// One note.
  struct Line {
    var text: String
    /// Whether it lessens what the rest is worth.
    var isWarning = false
  }

  /// Notes on every source, on missing witnesses, and the warnings.
  static func lines(of report: Report) -> [Line] {
    let findings = report.findings
    var lines = findings.sources.count > limit ? summary(of: findings.sources) : findings.sources.flatMap(lines)
    if let host = report.host { lines.append(Line(text: "Linux \(host.kernel) on \(host.machine)")) }
    if !findings.calls.isEmpty, findings.kernelEvents.isEmpty {
      lines.append(Line(text: "No kernel events were recorded; the verdicts rest on packets and calls."))
    }
    lines += findings.reservations.map { Line(text: "Warning: \($0)", isWarning: true) }
    return lines
  }

  /// So many sources are named one by one.
  private static let limit = 8

  /// Many sources in a few lines: counts of the captures, and every warning of any of them.
  private static func summary(of sources: [Findings.Source]) -> [Line] {
    let captures = sources.filter { $0.kind == .capture }
    let (packets, segments) = captures.reduce((0, 0)) { ($0.0 + $1.packets, $0.1 + $1.segments) }
    let text =
      "\(Sentences.count(captures.count, "capture")): \(Sentences.count(packets, "packet")), "
      + Sentences.count(segments, "TCP segment")
    return [Line(text: text)] + captures.flatMap { lines(of: $0).filter(\.isWarning) }
  }

  private static func lines(of source: Findings.Source) -> [Line] {
    var lines = [Line(text: summary(of: source))]
    if let dropped = source.dropped, dropped > 0 {
      lines.append(
        Line(
          text: "\(Sentences.count(dropped, "packet")) dropped by the capture: what was not seen proves little.",
          isWarning: true))
    }
    lines += counts("Left out as asked", source.skipped.filter { Findings.Source.wishes.contains($0.key) })
    lines += counts(
      "Frames without a usable TCP segment", source.skipped.filter { !Findings.Source.wishes.contains($0.key) })
    let unread = source.unreadLinkTypes.map { "\($0)" }
    if !unread.isEmpty {
      lines.append(Line(text: "Frames of \(unread.joined(separator: ", ")) are not looked into.", isWarning: true))
    }
    if let stop = source.stoppedAt {
      lines.append(
        Line(
          text: "Reading stopped at byte \(stop.offset): \(stop.reason). Everything before that is in this report.",
          isWarning: true))
    }
    return lines
  }

  private static func counts(_ title: String, _ counts: [String: Int]) -> [Line] {
    if counts.isEmpty { return [] }
    let parts = counts.sorted { $0.key < $1.key }.map { "\(Sentences.grouped($0.value)) \($0.key)" }
    return [Line(text: "\(title): \(parts.joined(separator: ", ")).")]
  }

  private static func summary(of source: Findings.Source) -> String {
    let name = source.path ?? "live \(source.kind.rawValue)"
    let links = source.linkTypes.map { "\($0)" }.joined(separator: ", ")
    let forms = [source.format, links].filter { !$0.isEmpty && $0 != "live" }.joined(separator: ", ")
    let title = forms.isEmpty ? name : "\(name) (\(forms))"
    guard source.kind == .capture else { return title }
    return "\(title): \(Sentences.count(source.packets, "packet")), "
      + "\(Sentences.count(source.segments, "TCP segment")), \(Sentences.count(source.flows, "connection"))"
  }
}
