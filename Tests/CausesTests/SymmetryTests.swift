import Foundation
import TestSupport
import Testing

@testable import Causes

/// The law of symmetry, as far as this room goes: every cause has a rule or needs none, a test file, and a page.
@Suite struct SymmetryTests {
  /// Causes whose rule is not written yet; this set only shrinks.
  static let notYetBuilt: Set<Cause> = []

  @Test(arguments: Cause.allCases)
  func everyCauseOfAResetHasItsRuleAndItsTests(cause: Cause) {
    guard cause.hasReset, !Self.notYetBuilt.contains(cause) else { return }
    let rules = Rulebook.rules.filter { $0.cause == cause }
    #expect(rules.count == 1, "\(cause)")
    guard let rule = rules.first else { return }
    let name = String(describing: rule).replacing("Rule", with: "")
    #expect(exists("Sources/Causes/Rules/\(name).swift"), "\(cause) has no rule file")
    #expect(exists("Tests/CausesTests/Rules/\(name)Tests.swift"), "\(cause) has no test file")
  }

  @Test func noRuleSpeaksOfACauseWithoutAReset() {
    #expect(Rulebook.rules.allSatisfy { $0.cause.hasReset })
    #expect(Rulebook.rules.count == Cause.allCases.count(where: \.hasReset))
  }

  @Test(arguments: Cause.allCases)
  func everyCauseHasAPageThatCanBeActedOn(cause: Cause) {
    let page = cause.page
    #expect(page.cause == cause)
    #expect((2...3).contains(page.advice.count))
    #expect(!page.reason.isEmpty && !page.meaning.isEmpty && !page.packets.isEmpty && !page.calls.isEmpty)
    #expect(!page.lookAlikes.isEmpty && !page.references.isEmpty)
    #expect(!page.reason.hasSuffix("."), "the reason stands within a sentence")
  }

  @Test func ordinalsAreThePlacesInTheList() {
    #expect(Cause.allCases.map { Int($0.ordinal) } == Array(Cause.allCases.indices))
    #expect(Cause.allCases.count <= 32, "a CauseSet has 32 bits")
    #expect(CauseSet(Cause.allCases).members == Cause.allCases)
    #expect(PatternName.allCases.count <= 32, "a PatternSet has 32 bits")
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Fixtures.directory.deletingLastPathComponent().appending(path: path).path())
  }
}
