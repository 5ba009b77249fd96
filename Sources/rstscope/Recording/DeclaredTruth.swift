import Causes
import Foundation
import Host
import Matches
import Scenarios

/// What a scenario declared, as `expected.json` beside its recording keeps it: written before the run, never after.
struct DeclaredTruth: Codable, Equatable {
  /// `<cause>/<variant>`.
  var name: String
  /// The steps with what was declared of each call.
  var steps: [String]
  /// The declared resets, in capture order.
  var resets: [DeclaredReset]?
  /// The declared failures without a RST.
  var failures: [String]?

  /// One declared reset.
  struct DeclaredReset: Codable, Equatable {
    /// Whose address it bears: `client`, `server`.
    var from: String
    /// Its control bits.
    var flags: String?
    /// Why it is sent; several where several are true at once.
    var causes: [String]
    /// The verdict from packets alone, likeliest first, where the declaration says more than ``causes``.
    var fromPackets: [String]?
    /// The kernel's lawful reasons; empty where no kernel sends it.
    var reasons: [String]
    /// What the receiver does with it.
    var accepted: String?
    /// How often it may come.
    var times: [Int]
  }

  /// Writes down what `scenario` declares.
  init(_ scenario: Scenario) {
    name = scenario.name
    steps = scenario.steps.map { "\($0.party): \($0.text)" }
    resets = scenario.resets?.map { reset in
      DeclaredReset(
        from: reset.from, flags: reset.flags.map { "\($0)" }, causes: reset.causes.map(\.rawValue),
        fromPackets: reset.fromPackets?.map(\.rawValue), reasons: reset.reasons.map(\.rawValue),
        accepted: reset.acceptance?.rawValue, times: [reset.times.lowerBound, reset.times.upperBound])
    }
    failures = scenario.failures?.map(\.rawValue)
  }

  /// The file's bytes: keys sorted, so that a change shows as a line.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self) + Data("\n".utf8)
    }
  }
}
