import Foundation
import Glibc
import TestSupport
import Testing

/// What the door says of input that is no capture, or a damaged one: the file, the place, what was expected.
@Suite struct BadInputTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func file(_ bytes: [UInt8], _ name: String = "input") throws -> String {
    try folder.write(name, bytes)
  }

  @Test func aMissingFileIsNamed() throws {
    let run = try Program.run(["analyze", "/no/such/file.pcap"])
    #expect(run.status == 2)
    #expect(run.errors.contains("/no/such/file.pcap: no such file"))
    #expect(run.output.isEmpty)
  }

  @Test func aFolderIsNoCapture() throws {
    let run = try Program.run(["analyze", folder.url.path])
    #expect(run.status == 2)
    #expect(run.errors.contains("a folder"))
  }

  @Test func anEmptyFileIsSaidToBeEmpty() throws {
    let run = try Program.run(["analyze", try file([])])
    #expect(run.status == 2)
    #expect(run.errors.contains("empty"))
  }

  @Test func aTextFileIsRecognised() throws {
    let run = try Program.run(["analyze", try file(Array("GET / HTTP/1.1\r\n".utf8))])
    #expect(run.status == 2)
    #expect(run.errors.contains("text"))
    #expect(run.errors.contains("pcap"))
  }

  @Test func aRecordOfFourGibibytesIsDamageAtItsOffset() throws {
    let path = try file(Pcap.header + Pcap.record(length: 0xffff_fff0))
    let run = try Program.run(["analyze", path, "--format", "json"])
    #expect(run.status == 0)
    let sources = try #require(try run.json()["sources"] as? [[String: Any]])
    let stop = try #require(sources.first?["stoppedAt"] as? [String: Any])
    #expect(stop["offset"] as? Int == Pcap.header.count)
    #expect(run.errors.contains("warning"))
    #expect(try Program.run(["analyze", path, "--strict"]).status == 2)
  }

  @Test func whatCameBeforeTheCutIsReported() throws {
    let whole = Pcap.header + Pcap.record(Pcap.reset) + Pcap.record(Pcap.reset)
    let run = try Program.run(["analyze", try file(Array(whole.dropLast(3))), "--format", "json"])
    #expect(run.status == 0)
    #expect((try run.json()["resets"] as? [Any])?.count == 1)
  }

  @Test func aBlockOfLengthZeroIsDamageAndNoHang() throws {
    let section: [UInt8] = [
      0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
      28, 0, 0, 0,
    ]
    let run = try Program.run(["analyze", try file(section + [6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])])
    #expect(run.status == 0)
    #expect(run.errors.contains("at byte 28"))
  }

  /// Frames that carry no IP: nothing was looked for, and no report may read as if it had been.
  @Test func aLinkTypeThatIsNotReadIsRefusedByName() throws {
    var header = Pcap.header
    header[20] = 220
    let path = try file(header + Pcap.record(Pcap.reset))
    for format in ["text", "ndjson"] {
      let run = try Program.run(["analyze", path, "--format", format])
      #expect(run.status == 2)
      #expect(run.errors.contains("Linux USB"))
    }
    let other = try file(Pcap.header + Pcap.record(Pcap.reset), "other")
    let both = try Program.run(["analyze", path, other])
    #expect(both.status == 0)
    #expect(both.output.contains("Linux USB"))
  }

  @Test func anInputIsNeverWrittenOver() throws {
    let path = try file(Pcap.header + Pcap.record(Pcap.reset))
    let run = try Program.run(["analyze", path, "--output", path])
    #expect(run.status == 2)
    #expect(try Data(contentsOf: URL(filePath: path)).count == Pcap.header.count + 16 + Pcap.reset.count)
  }

  /// Whatever it is called, every packet would be counted twice.
  @Test func aFileIsTakenOnce() throws {
    let path = try file(Pcap.header + Pcap.record(Pcap.reset))
    let (hard, soft) = (folder.path("hard"), folder.path("soft"))
    try FileManager.default.linkItem(atPath: path, toPath: hard)
    try FileManager.default.createSymbolicLink(atPath: soft, withDestinationPath: path)
    for other in [hard, soft, folder.path("../\(folder.url.lastPathComponent)/input")] {
      let run = try Program.run(["analyze", path, other])
      #expect(run.status == 64)
      #expect(run.errors.contains("one file"))
    }
    #expect(try Program.run(["analyze", "-", path], input: Data(Pcap.header + Pcap.record(Pcap.reset))).status == 0)
  }

  @Test func aNameThatIsNoUTF8HasAWayRoundIt() throws {
    let run = try Program.run(script: "exec \"$0\" analyze \"$(printf '/no/such/\\377.pcap')\"")
    #expect(run.status == 2)
    #expect(run.errors.contains("analyze - < FILE"))
  }

  /// A file is opened once, whatever the workers, and more descriptors are had where more may be.
  @Test func manyFilesNeedFewDescriptors() throws {
    let part = WorkerTests.capture(frames: 1500)
    let files = try (0..<40).map { try file(part, "\($0).pcap") }
    for (limit, status) in [("24:256", 0), ("64:64", 0), ("24:24", 2)] {
      let script = "exec prlimit --nofile=\(limit) \"$0\" analyze --quiet \"$@\""
      let run = try Program.run(script: script, files)
      #expect(run.status == status, "\(run.errors)")
      #expect(run.errors.contains("ulimit -n") == (status == 2))
    }
  }

  /// A sparse file may claim any size; only some file systems have such.
  @Test func sizesThatNoNumberHoldsAreNoTrap() throws {
    let memory = URL(filePath: "/dev/shm/rstscope-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: memory) }
    try? FileManager.default.createDirectory(at: memory, withIntermediateDirectories: false)
    let paths = ["a", "b"].map { memory.appending(path: $0).path }
    for path in paths {
      _ = FileManager.default.createFile(atPath: path, contents: Data("no capture".utf8))
      guard unsafe truncate(path, Int.max - 4095) == 0 else { return print("skipped: no file of such a size") }
    }
    let run = try Program.run(["analyze"] + paths)
    #expect(run.status == 2)
    #expect(run.errors.contains("not a pcap"))
  }

  /// Calls come from a pipe as from a file.
  @Test func callsMayComeFromAPipe() throws {
    let path = try file(Pcap.header + Pcap.record(Pcap.reset))
    let wrong = try Program.run(script: "echo nonsense | \"$0\" analyze \"$1\" --calls -", [path])
    #expect(wrong.status == 2 && wrong.errors.contains("line 1"))
    let none = try Program.run(script: "true | \"$0\" analyze \"$1\" --calls /dev/fd/0", [path])
    #expect(none.status == 0)
    #expect(try Program.run(["analyze", path, "--calls", folder.url.path]).errors.contains("Is a directory"))
  }

  /// Without /proc the command line is out of sight.
  @Test(.disabled(if: Program.isSanitized, "a sanitizer needs /proc itself"))
  func aMachineWithoutProcIsNoCallForHelp() throws {
    let hidden = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
    let run = try Program.run(script: "exec unshare --mount sh -c '\(hidden)' \"$0\" \"$@\"", ["analyze", "x"])
    guard !["unshare:", "mount:"].contains(where: run.errors.contains) else { return print("skipped: \(run.errors)") }
    #expect(run.status == 2)
    #expect(run.errors.contains("/proc"))
  }

  @Test func nonsenseOnTheCommandLineIsUsage() throws {
    #expect(try Program.run(["analyze"]).status == 64)
    let twice = try Program.run(["analyze", "x.pcap", "x.pcap"])
    #expect(twice.status == 64 && twice.errors.contains("x.pcap is named twice"))
    #expect(try Program.run(["analyze", "x", "--format", "tea"]).status == 64)
    #expect(try Program.run(["analyze", "x", "--cause", "bad-mood"]).status == 64)
    #expect(try Program.run(["run", "--repeat", "0"]).status == 64)
  }
}

/// A pcap file by hand.
enum Pcap {
  /// Little-endian, microseconds, raw IP.
  static let header: [UInt8] = [
    0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 101, 0, 0, 0,
  ]

  /// IPv4 and TCP: a RST from 192.0.2.1:80 to 192.0.2.2:1000.
  static let reset: [UInt8] = [
    0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
    0, 80, 3, 232, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 4, 0, 0, 0, 0, 0, 0,
  ]

  /// A record's header that claims `length` bytes.
  static func record(length: UInt32) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return [0, 0, 0, 0, 0, 0, 0, 0] + bytes + bytes
  }

  /// A whole record.
  static func record(_ bytes: [UInt8]) -> [UInt8] { record(length: UInt32(bytes.count)) + bytes }
}
