import Causes
import Foundation
import Host
import Matches
import Scenarios

/// What a scenario declared, as `expected.json` beside its recording keeps it: written before the run, never after.
struct DeclaredTruth: Codable, Equatable {
  /// `<cause>/<variant>`.
  var name: String
  /// The conversation: each step with what was declared of the call, and between them what is seen on the wire.
  var steps: [String]
  /// The declared resets, in capture order.
  var resets: [Reset]
  /// The declared failures without a RST.
  var failures: [String]?

  /// One declared reset.
  struct Reset: Codable, Equatable {
    /// Whose address it bears: `client`, `server`.
    var from: String
    /// Its control bits.
    var flags: String
    /// Why it is sent; several where several are true at once.
    var causes: [String]
    /// The verdict from packets alone, as a set, where the declaration says more than ``causes``.
    var fromPackets: [String]?
    /// The kernel's lawful reasons; empty where no kernel sends it.
    var reasons: [String]?
    /// What the receiver does with it.
    var accepted: String?
    /// How often it may come: at least, and at most.
    var times: [Int]
  }

  /// Writes down what `scenario` declares.
  init(_ scenario: Scenario) {
    name = scenario.name
    steps = scenario.steps.map { "\($0.party): \($0.text)" }
    resets = scenario.wire.compactMap { line in
      line.segment.flatMap { segment in segment.reset.map { Reset($0, segment, line.times) } }
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

extension DeclaredTruth.Reset {
  fileprivate init(_ reset: DeclaredReset, _ segment: DeclaredSegment, _ times: ClosedRange<Int>) {
    self.init(
      from: segment.source, flags: "\(segment.flags)", causes: reset.causes.map(\.rawValue),
      fromPackets: reset.fromPackets?.map(\.rawValue), reasons: reset.reasons?.map(\.rawValue),
      accepted: reset.acceptance?.rawValue, times: [times.lowerBound, min(times.upperBound, 1000)])
  }
}
