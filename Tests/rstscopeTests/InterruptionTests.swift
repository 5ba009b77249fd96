import Foundation
import Glibc
import TestSupport
import Testing

/// What is left of an analysis that somebody ends before it is over.
@Suite struct InterruptionTests {
  /// A pipe that stalls is waited for no longer, and what came is reported.
  @Test(.timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM, SIGHUP])
  func theReportSoFarIsWritten(_ signal: Int32) throws {
    let process = try Program.start(["analyze", "-", "--format", "ndjson", "--quiet"])
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    var later = Pcap.record(Pcap.reset)
    later[0] = 10
    let records = Pcap.record(Pcap.reset) + later + later + later
    try input.fileHandleForWriting.write(contentsOf: Data(Pcap.header + records))
    // The first line comes once all of that was read.
    let line = output.fileHandleForReading.availableData
    kill(process.processIdentifier, signal)
    let rest = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(String(decoding: line + rest, as: UTF8.self).contains(#"{"type":"summary","resets":4"#))
  }

  /// Nor is what waits for more, so that the kind of capture is known, forgotten.
  @Test(.timeLimit(.minutes(2))) func aSinglePacketIsReported() throws {
    let process = try Program.start(["analyze", "-", "--format", "json", "--quiet"])
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try input.fileHandleForWriting.write(contentsOf: Data(Pcap.header + Pcap.record(Pcap.reset)))
    try process.run()
    try Self.awaitHearing(process)
    var waiting: Int32 = 1
    while process.isRunning, waiting > 0 {
      #expect(unsafe ioctl(input.fileHandleForWriting.fileDescriptor, UInt(FIONREAD), &waiting) == 0)
    }
    kill(process.processIdentifier, SIGTERM)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let report = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    #expect((report["resets"] as? [Any])?.count == 1)
  }

  /// Signals whose bit is set in a line of `/proc/<pid>/status`.
  private static func signals(_ line: String, of process: Int32) throws -> UInt64 {
    let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let row = text.split(separator: "\n").first { $0.hasPrefix(line) }
    return row.flatMap { UInt64($0.dropFirst(line.count).trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
  }

  /// Waits until the program hears SIGTERM.
  private static func awaitHearing(_ process: Process) throws {
    let terminate: UInt64 = 1 << (UInt64(SIGTERM) - 1)
    while process.isRunning, try signals("SigCgt:", of: process.processIdentifier) & terminate == 0 {}
  }

  /// What was not read of one capture would seem lost on the way.
  @Test(.timeLimit(.minutes(2))) func halfACaptureIsNotCompared() throws {
    let folder = try ScratchFolder()
    let other = try folder.write("x.pcap", Pcap.header + Pcap.record(Pcap.reset))
    let process = try Program.start(["analyze", "--compare", "-", other])
    let (output, errors) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (Pipe(), output, errors)
    try process.run()
    try Self.awaitHearing(process)
    kill(process.processIdentifier, SIGTERM)
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    let problem = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 2)
    #expect(problem.contains("interrupted"))
  }

  /// Nor is a pipe that nobody opens; a hangup that nohup has ignored ends nothing.
  @Test(.timeLimit(.minutes(2))) func aPipeThatNobodyOpensIsLeft() throws {
    let folder = try ScratchFolder()
    let pipe = folder.path("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "trap '' HUP; exec \"$0\" \"$@\"", Program.path, "analyze", pipe, "--format", "json"]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    try Self.awaitHearing(process)
    #expect(try Self.signals("SigIgn:", of: process.processIdentifier) & 1 << (UInt64(SIGHUP) - 1) != 0)
    kill(process.processIdentifier, SIGHUP)
    kill(process.processIdentifier, SIGTERM)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let report = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    let stop = (report["sources"] as? [[String: Any]])?.first?["stoppedAt"] as? [String: Any]
    #expect(stop?["reason"] as? String == "interrupted")
  }

  /// No file of half a report, whatever ends the program.
  @Test(.timeLimit(.minutes(2))) func nothingIsLeftBehind() throws {
    let folder = try ScratchFolder()
    let report = folder.path("report")
    let process = try Program.start(["analyze", "-", "--format", "ndjson", "--output", report])
    process.standardInput = Pipe()
    try process.run()
    let descriptors = "/proc/\(process.processIdentifier)/fd"
    let isOpen = {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: descriptors)) ?? []
      return names.contains {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\($0)"))?
          .hasPrefix(folder.url.resolvingSymlinksInPath().path) ?? false
      }
    }
    while !isOpen(), process.isRunning {}
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
