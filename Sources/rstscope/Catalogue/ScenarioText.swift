import Causes
import Host
import Scenarios

/// A scenario as a page to read, or many as a table.
struct ScenarioText {
  private let scenario: Scenario

  /// Prepares a page on one scenario.
  init(_ scenario: Scenario) { self.scenario = scenario }

  /// What it teaches, the conversation, and the truth that it declares.
  var page: String {
    var lines = ["\(scenario.name)", "", scenario.title + ".", ""]
    lines += Self.wrapped(scenario.teaches)
    if let reason = scenario.notReproducible {
      lines += ["", "Not reproducible on one machine:"] + Self.wrapped(reason, indent: 2)
    }
    if !scenario.needs.isEmpty { lines += ["", "Needs " + needs + "."] }
    lines += ["", "Conversation"]
    let width = scenario.steps.map(\.party.count).max() ?? 0
    lines += scenario.steps.map { "  \(Self.padded($0.party, to: width))  \($0.text)" }
    if let resets = scenario.resets { lines += ["", resets.isEmpty ? "No RST may be sent." : "Declared resets"] }
    for reset in scenario.resets ?? [] { lines += declared(reset) }
    if let failures = scenario.failures, !failures.isEmpty {
      lines += ["", "Declared failures: " + failures.map(\.rawValue).joined(separator: ", ")]
    }
    lines += ["", "Run it: rstscope run \(scenario.name)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var needs: String { scenario.needs.map { "\($0)" }.joined(separator: ", ") }

  private func declared(_ reset: DeclaredReset) -> [String] {
    let causes = reset.causes.map(\.rawValue).joined(separator: ", ")
    var lines = ["  \(reset.from) sends \(reset.flags.map { "\($0)" } ?? "RST"): \(causes)"]
    if let packets = reset.fromPackets {
      lines += Self.wrapped("from packets alone: " + packets.map(\.rawValue).joined(separator: " | "), indent: 4)
    }
    let reasons = reset.reasons.map(\.rawValue).joined(separator: " or ")
    lines.append("    kernel: " + (reasons.isEmpty ? "none, for no kernel sends it" : reasons))
    if let because = reset.because { lines += Self.wrapped("because " + because, indent: 4) }
    return lines
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
