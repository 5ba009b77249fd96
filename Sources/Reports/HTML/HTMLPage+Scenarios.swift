import Matches

/// How a run's scenarios went.
extension HTMLPage {
  mutating func write(_ outcomes: [ScenarioOutcome]) {
    element("section") { page in
      page.element("h2", Sentences.count(outcomes.count, "scenario"))
      page.element("div", class: "scroll") { page in
        page.element("table") { page in
          for outcome in outcomes { page.write(outcome) }
        }
      }
    }
  }

  private mutating func write(_ outcome: ScenarioOutcome) {
    element("tr") { page in
      page.element("td", outcome.status.rawValue, class: "status \(outcome.status.rawValue)")
      page.element("td") { page in
        page.element("code", outcome.name)
        if let reason = outcome.reason { page.element("div", reason, class: "meta") }
        guard outcome.conversation.contains(where: \.differs) else { return }
        for line in outcome.conversation.flatMap(\.lines) {
          let mark = line.hasPrefix("+") ? " plus" : line.hasPrefix("-") ? " minus" : ""
          page.element("code", line, class: "diff" + mark)
        }
      }
      page.element("td", "\(outcome.durationMilliseconds) ms", class: "number narrow")
    }
  }
}
