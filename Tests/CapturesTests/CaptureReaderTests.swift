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

  /// Both ways of walking see the same frames, and one that is refused comes as an item with its bytes.
  @Test(arguments: [0, 1, 7])
  func framesInBulkAreTheSameFrames(refusingEvery refused: Int) throws {
    let folder = try ScratchFolder()
    let records = (0..<9000).flatMap {
      CaptureBytes.pcapRecord(seconds: $0, fraction: 1, [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 60))
    }
    let path = try folder.write("capture", CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4) + records)
    var reader = try CaptureReader(path: path)
    var numbers: [Int] = []
    var (buffers, items) = (0, 0)
    func take(_ frame: Frame, _ bytes: RawSpan) {
      let last = unsafe bytes.unsafeLoad(fromByteOffset: 59, as: UInt8.self)
      let isWhole = bytes.byteCount == 60 && Int(last) == (frame.id.number - 1) % 256
      numbers.append(isWhole ? frame.id.number : 0)
    }
    walking: while true {
      let pause = try reader.readFrames { frame, bytes in
        if refused > 0, frame.id.number % refused == 0 { return false }
        take(frame, bytes)
        return true
      }
      switch pause {
      case .end: break walking
      case .buffer: buffers += 1
      case .item(.frame(let frame, let bytes)):
        items += 1
        reader.withBytes(bytes) { take(frame, $0) }
      case .item: break
      }
    }
    #expect(numbers == Array(1...9000))
    #expect(items == (refused > 0 ? 9000 / refused : 0))
    #expect(buffers > 1)
    #expect(reader.totalBytes == reader.bytesRead)
  }
}
