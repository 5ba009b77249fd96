import CaptureFiles
import Captures
import Causes
import Foundation
import Host
import Matches
import Recordings
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
    let declared = truth.resets
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

  /// The kernel's events beside the packets settle every verdict, rightly; where no stack was recorded, they narrow it.
  @Test(arguments: recordings) func withTheKernelsEventsEveryVerdictIsSettled(recording: String) throws {
    let folder = Fixtures.directory.appending(path: "scenarios/\(recording)").deletingLastPathComponent()
    let truth = try JSONDecoder().decode(
      Declared.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    let findings = try analyze(folder.appending(path: "recording.pcapng").path, withEvents: true)
    guard findings.kernelEvents.contains(where: { $0.name == .sendReset }) else { return }
    let causes = Set(truth.resets.flatMap(\.causes))
    for match in findings.matches {
      let words = "frame \(match.id): \(match.verdict.status), declared \(causes)"
      if let cause = match.verdict.cause { #expect(causes.contains(cause.rawValue), "\(words)") }
      let isBare = match.kernelEvent?.stack.isEmpty ?? false
      #expect(match.verdict.cause != nil || isBare, "\(words)")
    }
  }

  /// Time to live, ports and checksums are what networks and cards change; no verdict may hang on them.
  @Test(arguments: recordings) func otherHopsPortsAndChecksumsLeaveTheVerdict(recording: String) throws {
    let path = Fixtures.directory.appending(path: "scenarios/\(recording)").path
    let changed = try analyze(path, withEvents: false) { segment in
      segment.envelope.timeToLive &-= 13
      segment.tuple.source.port ^= 0x1111
      segment.tuple.destination.port ^= 0x1111
      if segment.envelope.checksum != .wrong { segment.envelope.checksum = .valid }
    }
    let matches = try packetsAlone(path).matches
    #expect(changed.matches.map(\.id) == matches.map(\.id))
    for (one, other) in zip(matches, changed.matches) {
      let words = "frame \(one.id): \(one.verdict.status), changed \(other.verdict.status)"
      #expect(one.verdict.cause == other.verdict.cause, "\(words)")
      #expect(Set(one.verdict.candidates) == Set(other.verdict.candidates), "\(words)")
      #expect(one.acceptance == other.acceptance && one.receiver.error == other.receiver.error, "\(words)")
    }
  }

  private func packetsAlone(_ path: String) throws -> Findings { try analyze(path, withEvents: false) }

  private func analyze(
    _ path: String, withEvents: Bool, change: (inout Segment) -> Void = { _ in }
  ) throws -> Findings {
    var reader = try CaptureReader(path: path)
    var decoder = FrameDecoder(checksums: .resets)
    var options = Analyzer.Options()
    options.hasAllKernelEvents = withEvents  // Both ends stood on the host that recorded.
    var analyzer = Analyzer(options: options)
    while let item = try reader.next() {
      switch item {
      case .frame(let frame, let bytes):
        reader.withBytes(bytes) {
          switch decoder.decode(frame, $0) {
          case .segment(var segment):
            change(&segment)
            analyzer.add(segment)
          case .icmp(let error): analyzer.add(error)
          case .other: break
          }
        }
      case .journal(_, let bytes) where withEvents:
        let entry = reader.withBytes(bytes) { JournalEntry(exportFormat: $0) }
        if let entry, case .kernelEvent(let event) = try RecordedEntry(entry) { analyzer.add(event) }
      default: break
      }
    }
    return analyzer.finish()
  }

  /// The part of `expected.json` that packets can answer.
  private struct Declared: Decodable {
    var resets: [Reset]

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
