import CaptureFiles
import Captures
import Foundation
import TestSupport
import Testing
import Wire

/// Whole files through the reader: damage, compression, pipes.
@Suite struct CaptureReaderTests {
  /// What reading a file came to.
  struct Outcome: Equatable {
    var frames = 0
    var problem: String?
  }

  static func read(_ path: String) -> Outcome {
    var outcome = Outcome()
    do {
      var reader = try CaptureReader(path: path)
      while let item = try reader.next() {
        if case .frame = item { outcome.frames += 1 }
      }
    } catch {
      outcome.problem = "\(error)".replacing(Fixtures.directory.appending(path: "malformed").path() + "/", with: "")
    }
    return outcome
  }

  /// `Fixtures/malformed/expected.txt`: a line a file, `NAME: FRAMES frames; MESSAGE`.
  static let expected: [(name: String, outcome: Outcome)] = {
    let bytes = (try? Fixtures.bytes("malformed/expected.txt")) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ": ", maxSplits: 1)
      guard parts.count == 2, let split = parts[1].firstRange(of: " frames; ") else { return nil }
      let frames = Int(parts[1][..<split.lowerBound]) ?? -1
      return (String(parts[0]), Outcome(frames: frames, problem: String(parts[1][split.upperBound...])))
    }
  }()

  @Test func malformedFilesAreThere() {
    #expect(Self.expected.count >= 26)
  }

  @Test(arguments: expected.map(\.name)) func everythingBeforeTheDamageIsRead(_ name: String) {
    let path = Fixtures.directory.appending(path: "malformed/\(name)").path()
    #expect(Self.read(path) == Self.expected.first { $0.name == name }?.outcome)
  }

  @Test func whatIsNoFileIsSaid() {
    #expect(Self.read("/no/such/file").problem == "/no/such/file: no such file")
    #expect(Self.read("/").problem == "/: a folder; a capture file was expected")
  }

  @Test func aCaptureComesThroughAPipe() throws {
    let records = (0..<20_000).flatMap {
      CaptureBytes.pcapRecord(seconds: $0, fraction: 1, [UInt8](repeating: 9, count: 60))
    }
    let file = Data(CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4) + records)
    let folder = try ScratchFolder()
    let path = folder.path("pipe")
    let made = unsafe mkfifo(path, 0o600)
    #expect(made == 0)
    let writer = Thread {
      guard let handle = FileHandle(forWritingAtPath: path) else { return }
      try? handle.write(contentsOf: file)
      try? handle.close()
    }
    writer.start()
    #expect(Self.read(path) == Outcome(frames: 20_000, problem: nil))
  }

  /// Both ways of walking see the same frames.
  @Test func framesInBulkAreTheSameFrames() throws {
    let folder = try ScratchFolder()
    let records = (0..<9000).flatMap {
      CaptureBytes.pcapRecord(seconds: $0, fraction: 1, [UInt8](repeating: 9, count: 60))
    }
    let path = try folder.write("capture", CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4) + records)
    var reader = try CaptureReader(path: path)
    var numbers: [Int] = []
    var buffers = 0
    walking: while true {
      switch try reader.readFrames({ frame, bytes in numbers.append(bytes.byteCount == 60 ? frame.id.number : 0) }) {
      case .end: break walking
      case .buffer: buffers += 1
      case .item: break
      }
    }
    #expect(numbers == Array(1...9000))
    #expect(buffers > 1)
    #expect(reader.totalBytes == reader.bytesRead)
  }
}
