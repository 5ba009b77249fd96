import Causes
import Foundation
import TestSupport
import Testing

/// The law of symmetry: every cause has a rule, a test, a scenario or a stated reason, a fixture and a page.
@Suite struct SymmetryTests {
  /// Causes that lack something still; it only shrinks.
  private static let notYetBuilt: Set<Cause> = []
  /// Causes that one machine cannot bring about; their scenario file states why, and there is no recording.
  private static let notReproducible: Set<Cause> = [.orphanLimit]

  private static let project = Fixtures.directory.deletingLastPathComponent()

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Self.project.appending(path: path).path)
  }

  /// `closeWithUnreadData` as its file is named.
  private func fileName(of cause: Cause) -> String {
    let words = cause.rawValue.split(separator: "-").map { word in word == "mptcp" ? "MPTCP" : word.capitalized }
    return words.joined()
  }

  private func entries(_ path: String, suffix: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: Self.project.appending(path: path).path)
    return (all?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) }
  }

  @Test(arguments: Cause.allCases) func everyCauseHasItsScenario(cause: Cause) throws {
    guard !Self.notYetBuilt.contains(cause) else { return }
    let scenarios = entries("Sources/Scenarios/Catalogue/\(cause.rawValue)", suffix: ".yaml")
    #expect(!scenarios.isEmpty)
    guard Self.notReproducible.contains(cause) else { return }
    for scenario in scenarios {
      let path = "Sources/Scenarios/Catalogue/\(cause.rawValue)/\(scenario)"
      let text = try String(contentsOf: Self.project.appending(path: path), encoding: .utf8)
      #expect(text.contains("not-reproducible"), "\(path) states no reason")
    }
  }

  @Test(arguments: Cause.allCases) func everyCauseHasItsRecording(cause: Cause) {
    guard !Self.notYetBuilt.contains(cause), !Self.notReproducible.contains(cause) else { return }
    #expect(!entries("Fixtures/scenarios/\(cause.rawValue)", suffix: "recording.pcapng").isEmpty)
  }

  @Test(arguments: Cause.allCases) func everyResetHasItsRuleAndTest(cause: Cause) {
    guard cause.hasReset, !Self.notYetBuilt.contains(cause) else { return }
    #expect(exists("Sources/Causes/Rules/\(fileName(of: cause)).swift"))
    #expect(exists("Tests/CausesTests/Rules/\(fileName(of: cause))Tests.swift"))
  }

  @Test(arguments: Cause.allCases) func everyCauseHasItsPage(cause: Cause) throws {
    let run = try Program.run(["explain", cause.rawValue])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix(cause.rawValue))
    #expect(run.output.contains("What to do"))
  }
}
