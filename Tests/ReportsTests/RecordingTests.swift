import CaptureFiles
import Foundation
import Host
import Matches
import Recordings
import Reports
import TestSupport
import Testing
import Wire

@Suite("Recordings")
struct RecordingTests {
  /// The founding example as a recording.
  private func recording() throws -> (report: Report, file: [UInt8]) {
    let report = try SampleReports.closeWithUnreadData()
    var writer = RecordingWriter(report)
    for segment in report.findings.segments {
      let bytes = RecordedBytes.packet(segment)
      writer.add(RecordedBytes.frame(segment, bytes), bytes: bytes)
    }
    writer.finish(dropped: 0)
    return (report, writer.takeBytes())
  }

  @Test("packets, calls and events come back as they went in, in time order")
  func roundTrip() throws {
    let (report, file) = try recording()
    var (packets, calls, events): ([[UInt8]], [CallRecord], [KernelEvent]) = ([], [], [])
    var times: [Timestamp] = []
    var names: [String] = []
    for item in try RecordedBytes.items(file) {
      switch item {
      case .packet(let frame, let bytes):
        packets.append(bytes)
        times.append(frame.time)
        names.append("packet")
      case .entry(_, .call(let call), _):
        calls.append(call)
        times.append(call.timelineTime)
        names.append(call.name)
      case .entry(_, .kernelEvent(let event), _):
        events.append(event)
        times.append(event.time)
        names.append("kernel")
      case .entry(_, .foreign, _): Issue.record("a foreign entry")
      }
    }
    #expect(packets == report.findings.segments.map(RecordedBytes.packet))
    #expect(calls == report.findings.calls)
    #expect(events == report.findings.kernelEvents)
    #expect(times == times.sorted())
    #expect(
      names == [
        "packet", "packet", "packet", "connect", "accept", "send", "packet", "packet", "recv", "close", "kernel",
        "packet",
        "recv", "recv", "send",
      ])
  }

  @Test("a failed call's line says what explains it")
  func messages() throws {
    let (_, file) = try recording()
    let messages: [String] = try RecordedBytes.items(file).compactMap { item in
      guard case .entry(_, .call(let call), let entry) = item, call.isFailed else { return nil }
      return entry["MESSAGE"]
    }
    #expect(messages.first?.hasPrefix("recv(5, 16) = -1 ECONNRESET ← frame 6, RST by 198.51.100.2:80: ") == true)
    #expect(messages.last == "send(5, 5) = -1 EPIPE, SIGPIPE ← c6, recv: it took the socket's error")
  }

  @Test("tshark shows calls as rows and the verdict as a comment")
  func tshark() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark") else {
      print("skipped: no tshark on this machine")
      return
    }
    let folder = try ScratchFolder()
    let file = try folder.write("recording.pcapng", recording().file)
    let rows = try Self.output(
      "/usr/bin/tshark",
      ["-r", file, "-T", "fields", "-e", "frame.number", "-e", "_ws.col.Info", "-e", "frame.comment"])
    let lines = rows.split(separator: "\n").map(String.init)
    #expect(lines.count == 15)
    #expect(lines.contains { $0.hasPrefix("10\t") && $0.contains("close(6) = 0") })
    #expect(
      lines.contains { $0.hasPrefix("12\t") && $0.contains("RST") && $0.contains("close-with-unread-data (settled)") })
    #expect(lines.contains { $0.hasPrefix("13\t") && $0.contains("recv(5, 16) = -1 ECONNRESET ← frame") })
  }

  private static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
