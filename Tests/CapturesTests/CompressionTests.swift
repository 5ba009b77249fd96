import Captures
import Foundation
import TestSupport
import Testing

/// Compressed captures: several members are one stream, and what is stepped over may stand anywhere.
@Suite struct CompressionTests {
  /// A capture of forty packets, in two halves that no record border parts.
  private static let halves: [[UInt8]] = {
    let records = (0..<40).flatMap {
      CaptureBytes.pcapRecord(seconds: $0, fraction: 1, [UInt8](repeating: 9, count: 60))
    }
    let file = CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4) + records
    return [Array(file.prefix(1001)), Array(file.dropFirst(1001))]
  }()

  private static func read(_ bytes: [UInt8]) throws -> CaptureReaderTests.Outcome {
    let folder = try ScratchFolder()
    let path = try folder.write("capture", bytes)
    var outcome = CaptureReaderTests.read(path)
    outcome.problem?.replace(path, with: "FILE")
    return outcome
  }

  @Test(arguments: CompressedBytes.Form.allCases) func membersAreOneStream(form: CompressedBytes.Form) throws {
    #expect(try Self.read(Self.halves.flatMap(form.member)) == .init(frames: 40))
    let cut = try Self.read(Array(Self.halves.flatMap(form.member).dropLast(100)))
    #expect(cut.frames < 40)
    #expect(cut.problem?.contains("is cut at byte") == true)
  }

  @Test(arguments: [.zstd, .lz4] as [CompressedBytes.Form])
  func skippableFramesAreSteppedOver(form: CompressedBytes.Form) throws {
    let long = [UInt8](repeating: 7, count: 200_000)
    let file =
      CompressedBytes.skippable([], kind: 3) + CompressedBytes.skippable(long, kind: 15) + form.member(Self.halves[0])
      + CompressedBytes.skippable([1, 2, 3]) + form.member(Self.halves[1]) + CompressedBytes.skippable([])
    #expect(try Self.read(file) == .init(frames: 40))
  }

  @Test func aCutSkippableFrameIsDamage() throws {
    let outcome = try Self.read(CompressedBytes.skippable([UInt8](repeating: 7, count: 70_000)).dropLast(1))
    #expect(outcome == .init(problem: "FILE: the zstd stream is cut at byte 70007"))
  }

  @Test func whatFollowsTheLastMemberOfGzipIsPadding() throws {
    #expect(try Self.read(CompressedBytes.gzip(Self.halves.flatMap(\.self)) + [0, 0, 0, 0]) == .init(frames: 40))
  }

  @Test func aWindowBeyondTheBoundIsRefusedWithTheWayOut() throws {
    let outcome = try Self.read(CompressedBytes.zstd(Self.halves[0], windowExponent: 30))
    #expect(outcome.frames == 0)
    #expect(outcome.problem?.contains("zstd --long=31 -dc") == true)
    #expect(try Self.read(CompressedBytes.zstd(Self.halves.flatMap(\.self), windowExponent: 20)) == .init(frames: 40))
  }

  @Test(arguments: [
    ("snoop\0\0\0", "editcap"), ("RTSS\u{1}\u{1}", "editcap"), ("BZh91AY", "bzip2 -dc"), ("PK\u{3}\u{4}", "unzip"),
    ("\u{7f}ver", "editcap"), ("+---------+", "K12"), ("iptrace 2.0", "an iptrace"),
    ("ObserverPktBufferVersion", "an Observer"), ("\u{5}VNF", "Visual Networks"), ("GET / HTTP/1.1", "a text file"),
    ("ab", "a file of 2 bytes"),
  ])
  func whatItIsInsteadIsSaidAndWhatToDo(start: String, words: String) throws {
    let outcome = try Self.read(Array(start.utf8))
    #expect(outcome.problem?.contains(words) == true, "\(outcome)")
  }
}
