import ArgumentParser
import Matches
import Scenarios

/// Brings resets about on purpose, watches both ends, and compares with what was declared.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Reproduce scenarios on lo, capture, match and report.")

  @Argument(help: "A scenario, a cause or a YAML file; without one the whole catalogue.")
  var names: [String] = []

  @Option(help: "Run it so many times.")
  var `repeat` = 1

  func run() throws {
    try UserNamespace.enterIfNeeded()
    let catalogue = try Catalogue()
    let chosen = try names.isEmpty ? catalogue.scenarios : names.flatMap(chosen(catalogue))
    let runner = ScenarioRunner()
    defer { runner.stop() }
    let runs = runner.run((0..<`repeat`).flatMap { _ in chosen })
    for run in runs where run.outcome.status != .passed || runs.count < 20 {
      print(
        "\(run.outcome.name): \(run.outcome.status.rawValue) \(run.outcome.reason ?? "") \(run.outcome.durationMilliseconds) ms"
      )
      for difference in run.outcome.differences {
        for line in difference.lines { print("  [\(difference.subject.rawValue)] \(line)") }
      }
    }
    print("\(runs.count { $0.outcome.status == .passed }) of \(runs.count) passed")
    if runs.contains(where: { $0.outcome.status == .failed }) { throw ExitCode(1) }
  }

  private func chosen(_ catalogue: Catalogue) -> (String) throws -> [Scenario] {
    { name in name.hasSuffix(".yaml") ? try Catalogue.load(name) : try catalogue.scenarios(named: name) }
  }
}
