import Causes
import Matches
import Testing
import Wire

/// The swift road of large captures: frames that are decoded where they are followed.
@Suite struct OrdinaryFrameTests {
  /// Ethernet, IPv4, TCP from port 4000 to port 80, or back.
  private static func frame(_ flags: UInt8, sequence: UInt8, payload: String = "", toServer: Bool = true) -> [UInt8] {
    let (source, destination): ([UInt8], [UInt8]) =
      toServer ? ([10, 0, 0, 1], [10, 0, 0, 2]) : ([10, 0, 0, 2], [10, 0, 0, 1])
    let ports: [UInt8] = toServer ? [0x0f, 0xa0, 0, 80] : [0, 80, 0x0f, 0xa0]
    let ethernet = [UInt8](repeating: 2, count: 12) + [8, 0]
    let ip = [0x45, 0, 0, UInt8(40 + payload.utf8.count), 0, 1, 0x40, 0, 64, 6, 0, 0] + source + destination
    let tcp = ports + [0, 0, 0, sequence, 0, 0, 0, 1, 0x50, flags, 0x20, 0, 0, 0, 0, 0]
    return ethernet + ip + tcp + Array(payload.utf8)
  }

  private static func analyze(_ frames: [[UInt8]]) -> (findings: Findings, taken: [Bool]) {
    var decoder = FrameDecoder(checksums: .resets)
    var analyzer = Analyzer(options: .init(ladderLimit: 0))
    var taken: [Bool] = []
    for (number, bytes) in frames.enumerated() {
      let frame = Frame(
        id: FrameID(number: number + 1), time: Timestamp(nanoseconds: Int64(number) * 1_000_000),
        linkType: .ethernet, capturedLength: UInt32(bytes.count), originalLength: UInt32(bytes.count))
      taken.append(unsafe analyzer.addOrdinary(frame, bytes.span.bytes, &decoder))
    }
    return (analyzer.finish(), taken)
  }

  @Test func aRefusedConnectionIsFound() {
    let (findings, taken) = Self.analyze([
      Self.frame(0x02, sequence: 0), Self.frame(0x14, sequence: 0, toServer: false),
    ])
    #expect(taken == [true, true])
    #expect(findings.tally.resets == 1)
    #expect(findings.matches.first?.verdict.candidates.first == .noListener)
    #expect(findings.segments.isEmpty)
  }

  /// What a RST says in its payload is heard on this road too (RFC 9293 §3.5.3).
  @Test func aResetMaySpeak() {
    let (findings, _) = Self.analyze([
      Self.frame(0x10, sequence: 1), Self.frame(0x04, sequence: 1, payload: "no such user", toServer: false),
    ])
    guard case .text(let text)? = findings.matches.first?.payload else {
      Issue.record("nothing was heard: \(String(describing: findings.matches.first?.payload))")
      return
    }
    #expect(text == "no such user")
  }

  @Test func anythingElseIsLeftToTheLongRoad() {
    var fragment = Self.frame(0x10, sequence: 1)
    fragment[20] = 0x20
    let short = Array(Self.frame(0x10, sequence: 1).dropLast())
    let (findings, taken) = Self.analyze([fragment, short])
    #expect(taken == [false, false])
    #expect(findings.flowCount == 0)
  }
}
