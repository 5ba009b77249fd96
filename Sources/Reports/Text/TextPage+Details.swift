import Causes
import Flows
import Host
import Matches
import Recordings
import Wire

/// One reset or failure after the other, each with its ladder and its evidence.
extension TextPage {
  mutating func writeDetails(of findings: Findings) {
    var drawn: Set<FrameID> = []
    for match in findings.matches {
      heading(match)
      if drawn.insert(match.reset.flow).inserted, let ladder = Ladder(of: match, in: findings) {
        blank()
        draw(ladder.abridged())
      }
      write(match)
    }
    for failure in findings.failures { write(failure, in: findings) }
    writeQuietFlows(of: findings)
  }

  /// Flows without a reset that look like something, the first few.
  private mutating func writeQuietFlows(of findings: Findings) {
    guard !findings.flowPatterns.isEmpty else { return }
    blank()
    for flow in findings.flowPatterns.prefix(Sentences.flowPatternLimit) {
      paragraph(Sentences.flowPattern(flow), indent: 2)
    }
    let rest = findings.flowPatterns.count - Sentences.flowPatternLimit
    if rest > 0 { paragraph("and \(Sentences.count(rest, "more connection")) that fell silent", indent: 2) }
  }

  private mutating func heading(_ match: Match) {
    let segment = match.reset.segment
    blank()
    line(style.bold("Reset in frame \(segment.frame)") + style.dim("  \(segment.time)"))
    paragraph("\(segment.tuple.source) > \(segment.tuple.destination)  \(Sentences.passage(match))", indent: 2)
  }

  private mutating func write(_ match: Match) {
    blank()
    write(match.verdict)
    write(Sentences.receiver(match), label: "Receiver")
    if let sender = match.sender { write(Sentences.outlook(sender), label: "Sender") }
    if let event = match.kernelEvent { write(event.line, label: "Kernel") }
    for words in Sentences.said(match) { write(words, label: "RST says") }
    for pattern in match.patterns { write("\(pattern.name): \(pattern.statement)", label: "Pattern") }
    writeAdvice(match.verdict)
  }

  private mutating func write(_ failure: Failure, in findings: Findings) {
    let place = failure.tuple.map { "  \($0)" } ?? ""
    heading("No reset, but a failure: \(failure.cause.rawValue)\(place)")
    if let ladder = Ladder(of: failure, in: findings) {
      blank()
      draw(ladder.abridged())
    }
    blank()
    write(failure.verdict)
    write(Sentences.outlook(failure.prediction), label: "Socket")
    writeAdvice(failure.verdict)
  }

  /// The verdict and every piece of evidence, each with where it was seen.
  mutating func write(_ verdict: Verdict) {
    write(Sentences.verdict(verdict), label: "Verdict", paint: style.red)
    for observation in verdict.observations {
      paragraph(
        "\(Prose(observation.statement).plain): \(observation.bearing)",
        first: "  \(observation.supports ? "+" : "-") \("\(observation.strength.word)".padded(to: 8)) ", indent: 13)
    }
    if !verdict.separatedBy.isEmpty {
      write(verdict.separatedBy.joined(separator: "; "), label: "To decide")
    }
  }

  /// What to do about the likeliest cause.
  private mutating func writeAdvice(_ verdict: Verdict) {
    guard let advice = Advice(on: verdict) else { return }
    for (index, line) in advice.lines.enumerated() {
      write(line, label: index == 0 ? "To do" : "", paint: style.green)
    }
  }

  /// A labelled paragraph.
  mutating func write(_ words: String, label: String, paint: (String) -> String = { $0 }) {
    paragraph(words, first: "  \(label.padded(to: 9))  ", indent: 13, paint: paint)
  }
}
