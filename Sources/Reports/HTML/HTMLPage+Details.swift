import Causes
import Flows
import Host
import Matches
import Recordings
import Wire

/// One reset or failure after the other.
extension HTMLPage {
  mutating func writeDetails(of findings: Findings) {
    var drawn: Set<FrameID> = []
    for match in findings.matches {
      element("section") { page in
        page.writeHead(match)
        if drawn.insert(match.reset.flow).inserted { page.writeLadder(Ladder(of: match, in: findings)) }
        page.write(match)
      }
    }
    for failure in findings.failures {
      element("section") { page in
        page.element("h2", "No reset, but a failure" + (failure.tuple.map { ": \($0)" } ?? ""))
        page.writeChips(failure.verdict)
        page.writeLadder(Ladder(of: failure, in: findings))
        page.writeEvidence(failure.verdict)
        page.element("h3", "What the socket shows")
        page.element("p", Sentences.outlook(failure.prediction))
        page.writeAdvice(failure.verdict)
      }
    }
    for flow in findings.flowPatterns.prefix(Sentences.flowPatternLimit) { element("p", Sentences.flowPattern(flow)) }
  }

  private mutating func writeHead(_ match: Match) {
    let segment = match.reset.segment
    element("h2", "Reset in frame \(segment.frame)")
    element(
      "p", "\(segment.tuple.source) to \(segment.tuple.destination), \(Sentences.passage(match))", class: "meta")
    writeChips(match.verdict)
  }

  private mutating func writeChips(_ verdict: Verdict) {
    element("ul", class: "verdict") { page in
      for (index, cause) in verdict.candidates.enumerated() {
        page.element("li", cause.rawValue, class: index == 0 ? "first" : "")
      }
      switch verdict.status {
      case .settled: page.element("li", "settled", class: "word")
      case .tied: page.element("li", "tied, likeliest first", class: "word")
      case .unexplained: page.element("li", "unexplained", class: "first")
      }
    }
  }

  private mutating func writeLadder(_ ladder: Ladder?) {
    guard let ladder = ladder?.abridged() else { return }
    markup(
      LadderDrawing(ladder).svg(
        label: "Packets and calls between \(ladder.originator) and \(ladder.responder), in time order"))
    var text = TextPage(width: 96, style: TextStyle(isColored: false))
    text.draw(ladder)
    element("details") { page in
      page.element("summary", "The same as text")
      page.preformatted(text.text)
    }
  }

  private mutating func write(_ match: Match) {
    writeEvidence(match.verdict)
    element("h3", "What each side sees")
    element("dl") { page in
      page.define("Receiver", Sentences.receiver(match) + ", in state \(match.receiver.state.word)")
      if let sender = match.sender { page.define("Sender", Sentences.outlook(sender)) }
      if let event = match.kernelEvent {
        page.define("Kernel", event.line + (event.stack.isEmpty ? "" : " (\(event.stack.joined(separator: " ← ")))"))
      }
      for words in Sentences.said(match) { page.define("RST says", words) }
      for pattern in match.patterns { page.define("Pattern", "\(pattern.name): \(pattern.statement)") }
    }
    writeAdvice(match.verdict)
  }

  private mutating func writeAdvice(_ verdict: Verdict) {
    guard let advice = Advice(on: verdict) else { return }
    element("h3", "What to do")
    element("ul", class: "advice") { page in
      for line in advice.lines { page.element("li", line) }
    }
  }

  private mutating func define(_ term: String, _ words: String) {
    element("dt", term)
    element("dd", words)
  }

  private mutating func writeEvidence(_ verdict: Verdict) {
    if !verdict.evidence.isEmpty {
      element("h3", "Evidence")
      element("table", class: "stack") { page in
        for observation in verdict.observations { page.writeRow(observation) }
      }
    }
    if !verdict.separatedBy.isEmpty {
      element("h3", "What would decide")
      element("p", verdict.separatedBy.joined(separator: "; "))
    }
  }

  private mutating func writeRow(_ observation: VerdictObservation) {
    let strength = "\(observation.strength.word)"
    element("tr", class: "\(observation.supports ? "for" : "against") \(strength)") { page in
      page.element("td", observation.supports ? "+" : "−", class: "sign")
      page.element("td", strength, class: "narrow strength")
      page.element("td") { page in
        page.prose("div", observation.statement)
        page.element("div", observation.bearing, class: "bearing")
      }
    }
  }
}
