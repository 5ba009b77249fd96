import Matches

/// How a run's scenarios went: one line each, and a diff where something differs.
extension TextPage {
  mutating func write(_ outcomes: [ScenarioOutcome]) {
    let width = min(44, outcomes.map(\.name.count).max() ?? 0)
    for outcome in outcomes where outcomes.count == 1 || outcome.status != .passed { write(outcome, nameWidth: width) }
    var parts: [String] = []
    for status in ScenarioOutcome.Status.allCases {
      let count = outcomes.count { $0.status == status }
      if count > 0 { parts.append("\(count) \(status.rawValue)") }
    }
    if outcomes.count > 1 {
      blank()
      line(style.bold("\(Sentences.count(outcomes.count, "scenario")): \(parts.joined(separator: ", "))"))
    }
  }

  private mutating func write(_ outcome: ScenarioOutcome, nameWidth: Int) {
    let status = outcome.status.rawValue.padded(to: 18)
    line(
      paint(outcome.status, status) + outcome.name.visible.padded(to: nameWidth)
        + style.dim("  \(outcome.durationMilliseconds) ms"))
    if let reason = outcome.reason { paragraph(reason, indent: 18) }
    if outcome.conversation.contains(where: \.differs) { write(outcome.conversation) }
  }

  /// The whole conversation, so that a difference stands where it happened: `-` declared, `+` seen.
  private mutating func write(_ conversation: [ComparedLine]) {
    blank()
    line("    " + style.dim("declared ") + style.red("-") + style.dim(", seen ") + style.green("+"))
    for compared in conversation {
      for text in compared.lines {
        let paint = text.hasPrefix("+") ? style.green : text.hasPrefix("-") ? style.red : style.dim
        let first = "  " + paint(String(text.prefix(2)) + (compared.isDetail ? "    " : ""))
        paragraph(String(text.dropFirst(2)), first: first, indent: compared.isDetail ? 12 : 8, paint: paint)
      }
    }
    blank()
  }

  private func paint(_ status: ScenarioOutcome.Status, _ text: String) -> String {
    switch status {
    case .passed: style.green(text)
    case .failed: style.red(text)
    case .skipped, .kernelDiffers, .notReproducible: style.yellow(text)
    }
  }
}
