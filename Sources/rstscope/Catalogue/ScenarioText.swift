import Causes
import Host
import Scenarios

/// A scenario as a page to read, or many as a table.
struct ScenarioText {
  private let scenario: Scenario

  /// Prepares a page on one scenario.
  init(_ scenario: Scenario) { self.scenario = scenario }

  /// What it teaches, and the conversation with the truth that it declares.
  var page: String {
    var lines = ["\(scenario.name)", "", scenario.title + ".", ""]
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
        return ["  \(Self.padded(step.party, to: width))  \(step.text)"]
      }
      let indent = width + 4
      let truths = line.segment?.reset.map(Self.truths) ?? []
      let because = line.because.map { ["because " + $0] } ?? []
      return ["\(String(repeating: " ", count: indent))~ \(step.text)"]
        + (truths + because).flatMap { Self.wrapped($0, indent: indent + 4) }
    }
  }

  private static func truths(_ reset: DeclaredReset) -> [String] {
    let reasons = reset.reasons.map(\.rawValue).joined(separator: " or ")
    let kernel = reasons.isEmpty ? "kernel: none, for no kernel sends it" : "kernel: \(reasons)"
    return [
      "cause: " + reset.causes.map(\.rawValue).joined(separator: " and "),
      reset.fromPackets.map { "packets alone: " + $0.map(\.rawValue).joined(separator: " or ") },
      kernel + (reset.stack.map { " in \($0)" } ?? ""),
    ].compactMap(\.self)
  }

  /// One line a scenario, by cause: variant, the errors that its calls see, what it needs.
  static func table(of scenarios: [Scenario]) -> String {
    var lines: [String] = []
    let width = min(46, scenarios.map { variant($0).count }.max() ?? 0)
    var cause: Substring = ""
    for scenario in scenarios {
      let group = scenario.name.prefix { $0 != "/" }
      if group != cause {
        lines += [cause.isEmpty ? nil : "", String(group)].compactMap(\.self)
        cause = group
      }
      let text = ScenarioText(scenario)
      let notes = scenario.notReproducible == nil ? text.needs : "not reproducible"
      let row = "  \(padded(variant(scenario), to: width))  \(padded(text.errors, to: 28))  \(notes)"
      lines.append(String(row.reversed().drop { $0 == " " }.reversed()))
    }
    let runnable = scenarios.count { $0.notReproducible == nil }
    lines += ["", "\(scenarios.count) scenarios, \(runnable) of them reproducible. rstscope scenarios NAME shows one."]
    return lines.joined(separator: "\n") + "\n"
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

  /// Words filled into lines of 80 columns.
  private static func wrapped(_ text: String, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count + word.count + 1 > 80, line.contains(where: { $0 != " " }) {
        lines.append(line)
        line = String(repeating: " ", count: indent)
      }
      line += (line.count > indent ? " " : "") + word
    }
    return line.count > indent ? lines + [line] : lines
  }
}
