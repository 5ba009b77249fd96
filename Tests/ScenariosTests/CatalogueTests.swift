import Causes
import Foundation
import Testing
import TestSupport
import Wire

@testable import Scenarios

struct CatalogueTests {
  private static let read = Result<Catalogue, any Error> {
    let sources = Fixtures.directory.deletingLastPathComponent().appending(path: "Sources/Scenarios/Catalogue")
    return try Catalogue(folder: sources.path)
  }

  private static func catalogue() throws -> Catalogue { try read.get() }

  @Test func everyFileIsReadAndEveryNameIsItsOwn() throws {
    let names = try Self.catalogue().scenarios.map(\.name)
    #expect(names.count >= 60)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Cause.allCases)
  func everyCauseHasAScenarioOrAReason(cause: Cause) throws {
    let scenarios = try Self.catalogue().scenarios(named: cause.rawValue)
    #expect(!scenarios.isEmpty)
    let declared = scenarios.contains { scenario in
      scenario.notReproducible != nil || scenario.failures?.contains(cause) == true
        || scenario.resets.contains { $0.causes.contains(cause) }
    }
    #expect(declared, "a scenario in the folder of \(cause.rawValue) must declare it")
  }

  @Test func everyScenarioTeachesAndDeclares() throws {
    for scenario in try Self.catalogue().scenarios where scenario.notReproducible == nil {
      #expect(!scenario.teaches.isEmpty, "\(scenario.name)")
      #expect(!scenario.wire.isEmpty, "\(scenario.name) declares nothing of the wire")
      #expect(scenario.steps.contains { $0.expected != nil } || !scenario.resets.isEmpty, "\(scenario.name)")
    }
  }

  /// Readers of the table see what to install; the program itself finds it in the steps.
  @Test func everyScenarioSaysWhatItNeeds() throws {
    for scenario in try Self.catalogue().scenarios {
      let missing = scenario.allNeeds.subtracting(scenario.needs).subtracting([.ipv6, .veth, .kill, .vanish])
      #expect(missing.isEmpty, "\(scenario.name)")
    }
  }

  @Test func everyResetStatesWhatThreeWitnessesSay() throws {
    for scenario in try Self.catalogue().scenarios {
      for case let segment? in scenario.wire.map(\.segment) where segment.flags.contains(.rst) {
        let reset = try #require(segment.reset, "\(scenario.name): \(segment.source) > \(segment.destination)")
        let packets = try #require(reset.fromPackets, "\(scenario.name) states no verdict from packets alone")
        #expect(!Set(packets).isDisjoint(with: reset.causes), "\(scenario.name): the packets rule the truth out")
      }
    }
  }

  /// The part of `expected.json` that repeats the declaration.
  private struct Recorded: Decodable { var steps: [String] }

  @Test func everyRecordingWasMadeOfThisDeclaration() throws {
    for scenario in try Self.catalogue().scenarios where scenario.notReproducible == nil {
      let file = Fixtures.directory.appending(path: "scenarios/\(scenario.name)/expected.json")
      let recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file))
      #expect(recorded.steps == scenario.steps.map { "\($0.party): \($0.text)" }, "\(scenario.name): make record")
    }
  }

  @Test func alternativesSayWhy() throws {
    for scenario in try Self.catalogue().scenarios {
      for line in scenario.wire where line.isOpen {
        #expect(line.because != nil, "\(scenario.name): \(line.names)")
      }
    }
  }

  @Test func unknownNamesAreAnsweredWithSimilarOnes() throws {
    let catalogue = try Self.catalogue()
    let error = #expect(throws: ScenarioError.self) { try catalogue.scenarios(named: "no-listener/blokcing") }
    guard case .unknown(_, let similar) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(similar.contains("no-listener/blocking"))
  }
}
