import ArgumentParser
import Causes
import Foundation
import Scenarios

/// `rstscope scenarios`: the catalogue as a table, one scenario as a conversation, or two kernels' runs compared.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "List the catalogue, show one scenario, or compare two kernels' runs.")

  @Argument(help: "A scenario or a cause; without one the whole catalogue.")
  var name: String?

  @Flag(help: "The scenario's own file, to begin one of yours with.")
  var yaml = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Compare two reports of `rstscope run --format json`, each of one kernel.", valueName: "A.json B.json"))
  var diff: [String] = []

  func validate() throws {
    if !diff.isEmpty, diff.count != 2 { throw ValidationError("--diff takes two files.") }
    if yaml, name == nil { throw ValidationError("--yaml goes with the name of one scenario.") }
  }

  func run() throws {
    var output = OutputFile.standardOutput
    try output.write(try text().utf8)
    try output.finish()
  }

  private func text() throws -> String {
    if diff.count == 2 { return try KernelMatrix(path: diff[0]).differences(from: KernelMatrix(path: diff[1])) }
    do {
      let chosen = try Catalogue().scenarios(named: name)
      if let only = chosen.first, chosen.count == 1 || chosen.allSatisfy({ $0.path == only.path }) {
        return yaml ? try only.file : ScenarioText(only).page
      }
      if yaml { throw NotDone("\(name ?? "") names \(chosen.count) scenarios; --yaml prints one") }
      return ScenarioText.table(of: chosen)
    } catch let error as ScenarioError { throw NotDone("\(error)") }
  }
}
