import Causes
import Flows
import Host
import Matches
import Recordings
import Wire

/// The parts of a report.
extension MarkdownPage {
  mutating func write(_ match: Match, in findings: Findings) {
    let segment = match.reset.segment
    heading("Reset in frame \(segment.frame)")
    paragraph("\(Self.code("\(segment.tuple)")), \(Sentences.passage(match)): \(Self.verdict(match.verdict))")
    writeLadder(Ladder(of: match, in: findings))
    writeEvidence(match.verdict)
    item("**Receiver:** \(Sentences.receiver(match).markdownEscaped)")
    if let sender = match.sender { item("**Sender:** \(Sentences.outlook(sender).markdownEscaped)") }
    if let event = match.kernelEvent { item("**Kernel:** \(event.line.markdownEscaped)") }
    for words in Sentences.said(match) { item("**RST says:** \(words.markdownEscaped)") }
    writeAdvice(match.verdict)
    for pattern in match.patterns { item("**Pattern:** \("\(pattern.name): \(pattern.statement)".markdownEscaped)") }
  }

  mutating func write(_ failure: Failure, in findings: Findings) {
    heading("No reset, but a failure")
    paragraph((failure.tuple.map { "\(Self.code("\($0)")): " } ?? "") + Self.verdict(failure.verdict))
    writeLadder(Ladder(of: failure, in: findings))
    writeEvidence(failure.verdict)
    item("**Socket:** \(Sentences.outlook(failure.prediction).markdownEscaped)")
    writeAdvice(failure.verdict)
  }

  private static func verdict(_ verdict: Verdict) -> String {
    switch verdict.status {
    case .settled(let cause): "**\(code(cause.rawValue))** (settled)"
    case .tied(let causes): "tie of " + causes.map { code($0.rawValue) }.joined(separator: ", ") + ", likeliest first"
    case .unexplained: "**unexplained**"
    }
  }

  private mutating func writeLadder(_ ladder: Ladder?) {
    guard let ladder else { return }
    var page = TextPage(width: 96, style: TextStyle(isColored: false))
    page.draw(ladder.abridged())
    fenced(page.text)
  }

  private mutating func writeEvidence(_ verdict: Verdict) {
    paragraph("")
    for observation in verdict.observations {
      item("\(observation.strength.word) \(observation.bearing): \(Prose(observation.statement).markdown)")
    }
    if !verdict.separatedBy.isEmpty {
      item("**Would decide:** \(verdict.separatedBy.joined(separator: "; ").markdownEscaped)")
    }
  }

  private mutating func writeAdvice(_ verdict: Verdict) {
    for line in Advice(on: verdict)?.lines ?? [] { item("**To do:** \(line.markdownEscaped)") }
  }

  mutating func writeGroups(of tally: Tally) {
    tableHead([("count", true), ("cause", false), ("responder", false), ("example frame", true), ("first", false)])
    let shown = tally.groups.leading(40)
    for group in shown {
      row([
        Sentences.grouped(group.count),
        Self.code(group.cause?.rawValue ?? "unexplained") + (group.isTied ? " (tie)" : ""),
        Self.code("\(group.responder)"), "\(group.example)", group.firstTime.clock,
      ])
    }
    let rest = tally.groups.resets(beside: shown)
    if rest > 0 { paragraph("and \(Sentences.count(rest, "reset")) elsewhere") }
  }

  mutating func writeCalls(of findings: Findings) {
    let calls = findings.calls.filter { $0.isFailed || findings.explanations[$0.id] != nil }
    guard !calls.isEmpty else { return }
    heading("Calls")
    tableHead([("process", false), ("call", false), ("why", false)])
    for call in calls.prefix(40) {
      let explanation = findings.explanations[call.id].flatMap { $0.kind == .none ? nil : $0.statement }
      row([
        (call.process.map { "\($0.name ?? "") \($0.pid)" } ?? "").markdownEscaped, Self.code(call.line),
        Prose(explanation ?? "not explained by any witness").markdown,
      ])
    }
    if calls.count > 40 { paragraph("and \(Sentences.count(calls.count - 40, "more call"))") }
  }

  mutating func write(_ outcomes: [ScenarioOutcome]) {
    tableHead([("scenario", false), ("status", false), ("reason", false)])
    for outcome in outcomes where outcomes.count <= 20 || outcome.status != .passed {
      row([Self.code(outcome.name), outcome.status.rawValue, (outcome.reason ?? "").markdownEscaped])
    }
    for outcome in outcomes where !outcome.differences.isEmpty {
      heading(outcome.name)
      fenced(outcome.conversation.flatMap(\.lines).map(\.visible).joined(separator: "\n"))
    }
  }
}
