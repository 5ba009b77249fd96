import Foundation
import TestSupport
import Testing

@testable import FuzzerEntry

/// What `make fuzz` does for hours, for seconds: captures cut anywhere and changed anywhere go through all that `analyze`
/// does with one. The seed is printed; with `FUZZ_SEED` a run is made again.
@Suite struct CaptureReplayTests {
  private static let seed =
    ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)

  /// Every recording, and every malformed file.
  private static let captures: [[UInt8]] = {
    let root = Fixtures.directory.path()
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".pcapng") || $0.hasSuffix(".pcap") }.sorted().compactMap {
      try? Fixtures.bytes($0)
    }
  }()

  @Test func fixturesAreThere() {
    #expect(Self.captures.count >= 450)
  }

  @Test func capturesCutAnywhereComeThrough() {
    print("capturesCutAnywhereComeThrough: FUZZ_SEED=\(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    for capture in Self.captures {
      for _ in 0..<4 { Self.replay(capture, cutTo: .random(in: 0...capture.count, using: &generator)) }
    }
  }

  /// One of them, drawn anew each time, at every fourth length.
  @Test func oneCaptureOfManyLengthsComesThrough() {
    print("oneCaptureOfManyLengthsComesThrough: FUZZ_SEED=\(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    guard let capture = Self.captures.randomElement(using: &generator) else { return }
    let first = Int.random(in: 0..<4, using: &generator)
    for length in stride(from: first, through: capture.count, by: 4) { Self.replay(capture, cutTo: length) }
  }

  @Test func changedCapturesComeThrough() {
    print("changedCapturesComeThrough: FUZZ_SEED=\(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    for _ in 0..<1000 {
      guard let capture = Self.captures.randomElement(using: &generator) else { return }
      unsafe CaptureReplay.run(capture.mutated(by: &generator).span.bytes)
    }
  }

  private static func replay(_ capture: [UInt8], cutTo length: Int) {
    let cut = Array(capture.prefix(length))
    unsafe CaptureReplay.run(cut.span.bytes)
  }
}
