import Causes
import Host
import Matches
import Scenarios

/// A scenario as a page to read, or many as a table.
struct ScenarioText {
  private let scenario: Scenario

  /// Prepares a page on one scenario.
  init(_ scenario: Scenario) { self.scenario = scenario }

  /// What it teaches, and the conversation with the truth that it declares.
  var page: String {
    var lines = ["\(scenario.name)", ""] + Self.wrapped(scenario.title + ".") + [""]
    lines += Self.wrapped(scenario.teaches)
    if let reason = scenario.notReproducible {
      lines += ["", "Not reproducible on one machine:"] + Self.wrapped(reason, indent: 2)
      return lines.joined(separator: "\n") + "\n"
    }
    if !setting.isEmpty { lines += ["", setting] }
    lines += ["", "Conversation"] + conversation
    if let failures = scenario.failures, !failures.isEmpty {
      lines += ["", "Failures without a RST: " + failures.map(\.rawValue).joined(separator: ", ")]
    }
    lines += ["", "Run it: rstscope run \(scenario.name)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var needs: String { scenario.needs.map { "\($0)" }.joined(separator: ", ") }

  /// How the ends are joined and what it needs, in a sentence or two.
  private var setting: String {
    let router = scenario.network == .router ? "A router stands between client and server." : nil
    let needs = scenario.needs.isEmpty ? nil : "Needs \(self.needs)."
    return [router, needs].compactMap(\.self).joined(separator: " ")
  }

  /// Steps on the left, what is seen on the wire set off to the right below them.
  private var conversation: [String] {
    let width = scenario.steps.map(\.party.count).max() ?? 0
    return scenario.steps.flatMap { step -> [String] in
      guard case .wire(let line) = step.action else {
        let rows = Self.wrapped(step.text, indent: width + 4, hanging: 4)
        let hidden = step.isExplained ? [] : Self.wrapped("explained by no witness", indent: width + 8)
        return ["  \(Self.padded(step.party, to: width))  \(rows[0].dropFirst(width + 4))"] + rows.dropFirst() + hidden
      }
      let indent = width + 4
      let truths = line.segment?.reset.map(Self.truths) ?? []
      let because = line.because.map { ["because " + $0] } ?? []
      return ["\(String(repeating: " ", count: indent))~ \(step.text)"]
        + (truths + because).flatMap { Self.wrapped($0, indent: indent + 4) }
    }
  }

  private static func truths(_ reset: DeclaredReset) -> [String] {
    let kernel = reset.reasons.map { reasons in
      reasons.isEmpty ? "kernel: none, for no kernel sends it" : "kernel: \(texts(reasons.map(\.rawValue)))"
    }
    return [
      "cause: " + reset.causes.map(\.rawValue).joined(separator: " and "),
      reset.fromPackets.map { "packets alone: " + $0.map(\.rawValue).joined(separator: " or ") },
      kernel.map { $0 + (reset.stack.map { " in \($0)" } ?? "") },
      reset.acceptance.map { "receiver: \(taken($0))" },
    ].compactMap(\.self)
  }

  private static func taken(_ acceptance: Acceptance) -> String {
    switch acceptance {
    case .accepted: "takes it"
    case .challenged: "challenges it"
    case .ignored: "ignores it"
    case .unknown: "unknown"
    }
  }

  /// A row a scenario, by cause: variant, the errors that its calls see, what it needs.
  static func table(of scenarios: [Scenario]) -> String {
    var lines: [String] = []
    var cause: Substring = ""
    let names = Set(scenarios.map(\.name))
    for scenario in scenarios {
      // A file that runs for both families is one row.
      let isSecond = scenario.name.hasSuffix("-ipv6") && names.contains(String(scenario.name.dropLast(5)))
      let group = scenario.name.prefix { $0 != "/" }
      if group != cause {
        if !cause.isEmpty { lines.append("") }
        lines.append(row([String(group), cause.isEmpty ? "errors" : "", cause.isEmpty ? "needs" : ""]))
        cause = group
      }
      guard !isSecond else { continue }
      let text = ScenarioText(scenario)
      let needs = [names.contains(scenario.name + "-ipv6") ? "ipv4, ipv6" : "", text.needs].filter { !$0.isEmpty }
      let notes = scenario.notReproducible == nil ? needs.joined(separator: ", ") : "not reproducible"
      lines.append(row(["  " + variant(scenario), text.errors, notes]))
    }
    let runnable = scenarios.count { $0.notReproducible == nil }
    lines += ["", "\(scenarios.count) scenarios, \(runnable) of them reproducible. rstscope scenarios NAME shows one."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Cells side by side within 80 columns, each broken between words.
  private static func row(_ cells: [String]) -> String {
    let widths = [38, 23, 16]
    let columns = zip(cells, widths).map { cell, width in
      cell.hasPrefix(" ") ? [cell] : wrapped(cell, width: width)
    }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let texts = zip(columns, widths).map { column, width in
        padded(column.indices.contains(line) ? column[line] : "", to: width)
      }
      return String(texts.joined(separator: " ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private static func variant(_ scenario: Scenario) -> String {
    let variant = scenario.name.drop { $0 != "/" }.dropFirst()
    return variant.isEmpty ? scenario.name : String(variant)
  }

  /// The errors that its calls are declared to see, in order, each once.
  private var errors: String {
    var names: [String] = []
    for case .failure(let errno, _) in scenario.steps.compactMap(\.expected).flatMap({ $0.outcomes.flatMap(\.self) }) {
      let name = "\(errno)"
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " ")
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func texts(_ names: [String]) -> String { names.joined(separator: " or ") }

  /// Words filled into lines, later ones indented by `hanging` more.
  private static func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0, width: Int = 80) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count + word.count + 1 > width, line.contains(where: { $0 != " " }) {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
      }
      line += (line.contains { $0 != " " } ? " " : "") + word
    }
    return line.contains { $0 != " " } ? lines + [line] : lines
  }
}
