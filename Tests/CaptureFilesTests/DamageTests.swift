import CaptureFiles
import TestSupport
import Testing
import Wire

/// Damage comes after everything that stands before it, whatever the windows through which a file is read.
@Suite struct DamageTests {
  private static let pcap =
    CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4)
    + (0..<5).flatMap { CaptureBytes.pcapRecord(seconds: $0, fraction: 1, [UInt8](repeating: 9, count: 40)) }
  private static let pcapng =
    CaptureBytes.section() + CaptureBytes.interface()
    + (0..<5).flatMap { CaptureBytes.packet(units: $0, [UInt8](repeating: 9, count: 41)) }
    + CaptureBytes.block(0x8000_0001, [UInt8](repeating: 1, count: 100))
    + CaptureBytes.packet(units: 9, [1, 2, 3])
  private static let files = [pcap, pcapng]

  @Test(arguments: files, [1, 3, 16, 33, 100]) func windowsMakeNoDifference(file: [UInt8], step: Int) {
    #expect(ParsedCapture(file, step: step) == ParsedCapture(file))
  }

  @Test(arguments: files) func everyPrefixKeepsWhatIsBeforeTheCut(file: [UInt8]) {
    let whole = ParsedCapture(file)
    #expect(whole.error == nil)
    for length in 0..<file.count {
      let cut = ParsedCapture(Array(file.prefix(length)))
      #expect(whole.packets.starts(with: cut.packets), "cut to \(length) bytes")
      if let error = cut.error { #expect(error.offset <= length) }
      #expect(cut.error != nil || cut.packets.count < whole.packets.count, "cut to \(length) bytes")
    }
  }

  @Test func noBytesTrap() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("noBytesTrap: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<1500 {
      let file = Self.files[round % 2].mutated(by: &generator)
      let capture = ParsedCapture(file)
      #expect(ParsedCapture(file, step: 64) == capture, "seed \(seed) round \(round)")
      #expect(capture.packets.reduce(0) { $0 + $1.bytes.count } <= file.count, "seed \(seed) round \(round)")
    }
  }
}
