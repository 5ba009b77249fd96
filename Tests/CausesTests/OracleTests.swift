import Causes
import Flows
import Foundation
import Testing
import Wire

/// Verdicts from packets alone beside what a Linux 6.18 kernel did, over the shared experiments.
@Suite struct OracleTests {
  private struct Truth: Decodable {
    struct Experiment: Decodable {
      var capture: String
      var resets: [True]
    }
    struct True: Decodable {
      var frame: Int
      var causes: [String]
      var lawful: [String]
      var kernel: Kernel?
      struct Kernel: Decodable { var reason: String? }
    }
    var scenarios: [String: Experiment]
  }

  @Test(.enabled(if: SharedCapture.directory != nil, "RSTSCOPE_SHARED names no folder"))
  func theTruthIsAmongTheCandidatesAndNothingIsRuledOutAlready() throws {
    let directory = try #require(SharedCapture.directory)
    let data = try Data(contentsOf: directory.appending(path: "oracle/truth.json"))
    let truth = try JSONDecoder().decode(Truth.self, from: data)
    var (first, settled, candidates, resets) = (0, 0, 0, 0)
    for (name, experiment) in truth.scenarios.sorted(by: { $0.key < $1.key }) {
      let found = SharedCapture.resets(try SharedCapture.segments("oracle/captures/\(experiment.capture)"))
      #expect(found.map(\.segment.frame.number) == experiment.resets.map(\.frame), "\(name)")
      for (reset, true_) in zip(found, experiment.resets) {
        let verdict = Verdict(reset, Weighing(reset))
        let names = verdict.candidates.map(\.rawValue)
        let place = "\(name) frame \(true_.frame): \(verdict.status) in truth \(true_.causes)"
        #expect(!Set(names).isDisjoint(with: true_.causes), "\(place)")
        #expect(Set(names).isSubset(of: true_.lawful), "\(place); padded \(Set(names).subtracting(true_.lawful))")
        if let cause = verdict.cause { #expect(true_.causes.contains(cause.rawValue), "\(place)") }
        resets += 1
        settled += verdict.cause == nil ? 0 : 1
        candidates += names.count
        first += names.first.map(true_.causes.contains) ?? false ? 1 : 0
        if ProcessInfo.processInfo.environment["RSTSCOPE_VERBOSE"] != nil {
          print(names.first.map(true_.causes.contains) ?? false ? "ok  " : "LATE", place)
        }
      }
    }
    print(
      "\(resets) resets: truth first \(first), settled \(settled), \(Double(candidates) / Double(resets)) candidates each"
    )
  }
}
