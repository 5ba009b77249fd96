import Foundation
import TestSupport
import Testing

/// A capture large enough for several workers says what it says to one.
@Suite struct WorkerTests {
  /// Ethernet, in every eleventh frame behind a VLAN tag: frames of which every worker must find out whose they are.
  private static func frame(_ number: Int) -> [UInt8] {
    let tag: [UInt8] = number % 11 == 0 ? [0x81, 0, 0, 7] : []
    let flags: UInt8 = number % 97 == 0 ? 0x04 : 0x10
    let flow = number % 4001
    let (high, low) = (UInt8(flow >> 8), UInt8(flow & 0xff))
    let (client, server): ([UInt8], [UInt8]) = ([192, 0, high, low], [198, 51, 100, 1])
    let addresses = number % 2 == 0 ? client + server : server + client
    let ports: [UInt8] = number % 2 == 0 ? [3, 232, 0, 80] : [0, 80, 3, 232]
    return [UInt8](repeating: 2, count: 12) + tag + [8, 0] + [0x45, 0, 0, 60, 0, 0, 0x40, 0, 64, 6, 0, 0] + addresses
      + ports + [0, 0, 0, 1, 0, 0, 0, 1, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 20)
  }

  /// An Ethernet capture of so many frames, 100 bytes each at most.
  static func capture(frames count: Int) -> [UInt8] {
    var bytes = CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4)
    for number in 0..<count {
      let (seconds, fraction) = UInt32(number).quotientAndRemainder(dividingBy: 1000)
      bytes += CaptureBytes.pcapRecord(seconds: seconds, fraction: fraction * 1000, frame(number))
    }
    return bytes
  }

  /// A capture of these frames, so many of which have the same time.
  private static func capture(of numbers: some Sequence<Int>, atATime count: Int) -> [UInt8] {
    numbers.reduce(into: CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4)) { bytes, number in
      let (seconds, fraction) = UInt32(number / count).quotientAndRemainder(dividingBy: 1000)
      bytes += CaptureBytes.pcapRecord(seconds: seconds, fraction: fraction * 1000, frame(number))
    }
  }

  /// What is said of every reset, whatever its frame is called, and the counts.
  private static func toldOfResets(_ paths: [String]) throws -> NSDictionary {
    let run = try Program.run(["analyze", "--format", "json", "--quiet"] + paths)
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let resets = try #require(report["resets"] as? [[String: Any]]).map { reset in
      let told = reset.filter { ["time", "from", "to", "shape", "accepted", "predicted"].contains($0.key) }
      let candidates = (reset["verdict"] as? [String: Any])?["candidates"]
      return try JSONSerialization.data(withJSONObject: [told, candidates ?? []], options: .sortedKeys)
    }
    let causes = (report["summary"] as? [String: Any])?["causes"]
    return ["resets": resets.map { String(decoding: $0, as: UTF8.self) }.sorted(), "causes": causes ?? [:]]
  }

  /// Captures that are dealt out frame by frame, or that follow each other, are read as the one that they come from; of
  /// frames with the same time, those of the first capture come first.
  @Test(arguments: [2, 5, 60])
  func captureDealtOutIsReadAsOne(parts: Int) throws {
    let count = 12_000
    let folder = try ScratchFolder()
    let whole = try folder.write("whole.pcap", Self.capture(of: 0..<count, atATime: parts))
    let dealt = try (0..<parts).map { part in
      let numbers = stride(from: part, to: count, by: parts)
      return try folder.write("dealt\(part).pcap", Self.capture(of: numbers, atATime: parts))
    }
    let cut = try (0..<parts).map { part in
      let numbers = part * count / parts..<(part + 1) * count / parts
      return try folder.write("cut\(part).pcap", Self.capture(of: numbers, atATime: parts))
    }
    let expected = try Self.toldOfResets([whole])
    #expect((expected["resets"] as? [String])?.count == (count + 96) / 97)
    #expect(try Self.toldOfResets(dealt) == expected)
    #expect(try Self.toldOfResets(cut) == expected)
  }

  /// What a report says but for where the capture came from.
  private static func told(_ arguments: [String], input: Data = Data()) throws -> NSDictionary {
    let run = try Program.run(["analyze", "--format", "json", "--quiet"] + arguments, input: input)
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let sources = try #require(report["sources"] as? [[String: Any]])
    let counted = sources.map { source in
      source.filter { ["packets", "segments", "flows", "skipped", "linkTypes", "stoppedAt"].contains($0.key) }
    }
    return ["sources": counted, "resets": report["resets"] ?? [], "summary": report["summary"] ?? [:]]
  }

  @Test func severalWorkersFindWhatOneFinds() throws {
    let capture = Self.capture(frames: 60_000)
    #expect(capture.count > 4 << 20)
    let folder = try ScratchFolder()
    let plain = try folder.write("x.pcap", capture)
    let packed = try folder.write(
      "x.pcap.gz",
      stride(from: 0, to: capture.count, by: 60_000).flatMap {
        CompressedBytes.gzip(Array(capture[$0..<min($0 + 60_000, capture.count)]))
      })
    for choice in [[], ["--endpoint", "192.0.0.97"], ["--until", "1970-01-01T00:00:31Z", "--filter", "tcp port 80"]] {
      let alone = try Self.told(["-"] + choice, input: Data(capture))
      #expect((alone["resets"] as? [Any])?.isEmpty == false)
      #expect(try Self.told([plain] + choice) == alone)
    }
    #expect(try Self.told([packed]) == Self.told([plain]))
  }

  /// Where there is one processor to run on, nobody waits for a worker that was never begun.
  @Test func oneProcessorOfSeveralIsEnough() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("x.pcap", Self.capture(frames: 60_000))
    let run = try Program.run(["analyze", path, "--format", "json", "--quiet"], as: .ofOneProcessor)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json()["resets"] != nil)
  }

  /// Nor is anything waited for that needs a second thread, where there is none to be had.
  @Test func oneThreadIsEnough() throws {
    let folder = try ScratchFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    let path = try folder.write("x.pcap", Self.capture(frames: 60_000))
    for format in ["json", "ndjson"] {
      let run = try Program.run(["analyze", path, "--format", format, "--quiet"], as: .ofThreads(1))
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("\"frame\":97,") || run.output.contains("r97"))
    }
  }

  /// A worker that cannot go on ends the others, wherever they are.
  @Test(.timeLimit(.minutes(2))) func aFilterThatTheLinkTypeCannotHaveEndsAll() throws {
    let record = Pcap.record(Pcap.reset + [UInt8](repeating: 0, count: 1000))
    let folder = try ScratchFolder()
    let path = try folder.write("x.pcap", Pcap.header + (0..<5000).flatMap { _ in record })
    let run = try Program.run(["analyze", path, "--filter", "wlan type mgt"])
    #expect(run.status != 0)
    #expect(run.errors.contains("wlan type mgt"))
  }
}
