import CaptureFiles
import Captures
import Causes
import Foundation
import Matches
import TestSupport
import Testing
import Wire

/// Every recorded scenario, with the calls and kernel events taken away: the packets alone must lead to the verdict that
/// was declared before the run.
@Suite struct FixtureTests {
  static let recordings: [String] = {
    let folder = Fixtures.directory.appending(path: "scenarios")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix("recording.pcapng") }.sorted()
  }()

  @Test func thereAreRecordings() { #expect(Self.recordings.count >= 60) }

  @Test(arguments: recordings) func packetsAloneReachTheDeclaredVerdict(recording: String) throws {
    let folder = Fixtures.directory.appending(path: "scenarios/\(recording)").deletingLastPathComponent()
    let truth = try JSONDecoder().decode(
      Declared.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    let findings = try packetsAlone(folder.appending(path: "recording.pcapng").path)
    guard let declared = truth.resets else { return }
    let verdicts = findings.matches.map { "frame \($0.id): \($0.verdict.candidates.map(\.rawValue))" }
    var rest = findings.matches[...]
    for reset in declared {
      let atLeast = rest.prefix(reset.times[0])
      #expect(atLeast.count == reset.times[0], "\(verdicts)")
      let taken = rest.prefix(reset.times[1]).prefix { reset.fits($0) }
      #expect(taken.count >= reset.times[0], "declared \(reset.causes), seen \(verdicts)")
      rest = rest.dropFirst(taken.count)
    }
    #expect(rest.isEmpty, "undeclared resets: \(verdicts)")
  }

  private func packetsAlone(_ path: String) throws -> Findings {
    var reader = try CaptureReader(path: path)
    var decoder = FrameDecoder(checksums: .resets)
    var analyzer = Analyzer()
    while let item = try reader.next() {
      guard case .frame(let frame, let bytes) = item else { continue }
      reader.withBytes(bytes) {
        switch decoder.decode(frame, $0) {
        case .segment(let segment): analyzer.add(segment)
        case .icmp(let error): analyzer.add(error)
        case .other: break
        }
      }
    }
    return analyzer.finish()
  }

  /// The part of `expected.json` that packets can answer.
  private struct Declared: Decodable {
    var resets: [Reset]?

    struct Reset: Decodable {
      var causes: [String]
      var fromPackets: [String]?
      var times: [Int]

      /// The declared tie, whole; or, where none is declared, the truth among the candidates.
      func fits(_ match: Match) -> Bool {
        let candidates = match.verdict.candidates.map(\.rawValue)
        if let fromPackets { return Set(candidates) == Set(fromPackets) }
        return !Set(candidates).isDisjoint(with: causes)
      }
    }
  }
}
