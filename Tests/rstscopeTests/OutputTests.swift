import Foundation
import Glibc
import TestSupport
import Testing

/// Where the report goes: files, pipes and devices, and standard streams as whoever starts the program leaves them.
@Suite struct OutputTests {
  private let folder: ScratchFolder
  private let capture: String

  init() throws {
    folder = try ScratchFolder()
    capture = try folder.write("x.pcap", Pcap.header + Pcap.record(Pcap.reset) + Pcap.record(Pcap.reset))
  }

  private func kind(of path: String) throws -> FileAttributeType? {
    try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
  }

  /// Root may replace a device by a file, and must not.
  @Test(.timeLimit(.minutes(2))) func aPipeIsWrittenAndStays() throws {
    let pipe = folder.path("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let run = try Program.run(
      script: "timeout 100 \"$0\" analyze \"$1\" --output \"$2\" & exec cat \"$2\"", [capture, pipe])
    #expect(run.output.contains("Frame 1: "))
    var status = stat()
    #expect(unsafe lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  /// `/dev/stdout` and its like, which a test had better not name: root may replace it.
  @Test(arguments: [1, 2, 3]) func aNameOfADescriptorIsTheDescriptor(_ number: Int) throws {
    let (link, log) = (folder.path("link"), try folder.write("log", Array("before\n".utf8)))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/proc/self/fd/\(number)")
    let script = "exec \"$0\" analyze \"$1\" --output \"$2\" \(number)>> \"$3\""
    let appended = try Program.run(script: script, [capture, link, log])
    #expect(appended.status == 0)
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(text.hasPrefix("before\n") && text.contains("Frame 1: "))
    let piped = try Program.run(script: "\"$0\" analyze \"$1\" --output \"$2\" \(number)>&1 | cat", [capture, link])
    #expect(piped.output.contains("Frame 1: "))
    #expect(try kind(of: link) == .typeSymbolicLink)
  }

  @Test func aFileIsReplacedBehindItsLinkAndKeepsItsMode() throws {
    let (link, file) = (folder.path("link"), try folder.write("report", [0]))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "report")
    #expect(try Program.run(["analyze", capture, "--output", link]).status == 0)
    #expect(try kind(of: link) == .typeSymbolicLink)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Frame 1: "))
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.sorted() == ["link", "report", "x.pcap"])
  }

  @Test func aLinkToNothingMakesWhatItLeadsTo() throws {
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "./report")
    #expect(try Program.run(["analyze", capture, "--output", link]).status == 0)
    #expect(try kind(of: link) == .typeSymbolicLink)
    #expect(try kind(of: folder.path("report")) == .typeRegular)
  }

  /// A file that may not grow is a full one.
  @Test(.disabled(if: Program.isSanitized, "a sanitizer keeps files of its own"))
  func aLimitOnFilesIsAnError() throws {
    let bytes = Pcap.header + (0..<1000).flatMap { _ in Pcap.record(Pcap.reset) }
    let large = try folder.write("large.pcap", bytes)
    let script = "ulimit -f 1; exec \"$0\" analyze \"$1\" --format json --output \"$2\""
    let run = try Program.run(script: script, [large, folder.path("report")])
    #expect(run.status == 2)
    #expect(run.errors.contains("File too large"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["large.pcap", "x.pcap"])
  }

  /// Before hours of work, not after them.
  @Test func whatCannotBeWrittenIsToldFirst() throws {
    for command in ["analyze", "report"] {
      let run = try Program.run([command, "/no/such/capture", "--output", "/no/such/folder/report"])
      #expect(run.status == 2 && run.errors.contains("/no/such/folder/report"))
    }
  }

  /// Packets are read once more for pcapng, which a pipe does not allow.
  @Test(.timeLimit(.minutes(2))) func packetsOfAPipeAreRefused() throws {
    let script = "cat \"$1\" | timeout 100 \"$0\" analyze /dev/fd/0 --format pcapng --output \"$2\""
    let run = try Program.run(script: script, [capture, folder.path("out")])
    #expect(run.status == 2)
    #expect(run.errors.contains("read twice"))
  }

  /// A number that is free would be given to the next file, and the report, or a warning, end up in that.
  @Test func closedStreamsAreNothingElse() throws {
    let closed = try Program.run(script: "exec \"$0\" analyze \"$1\" >&-", [capture])
    #expect(closed.status == 2)
    #expect(closed.errors.contains("standard output: Bad file descriptor"))
    let cut = try folder.write("cut.pcap", Pcap.header + Pcap.record(Pcap.reset) + [1])
    let report = folder.path("report")
    let all = try Program.run(
      script: "exec \"$0\" analyze \"$1\" --format json --output \"$2\" <&- >&- 2>&-", [cut, report])
    #expect(all.status == 0)
    #expect(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: report))) is [String: Any])
    #expect(try Program.run(script: "exec \"$0\" analyze - <&-").status == 2)
  }

  /// Whoever shares a pipe may have it in non-blocking mode.
  @Test(.timeLimit(.minutes(2))) func pipesThatDoNotBlockAreWaitedFor() throws {
    let frames = WorkerTests.capture(frames: 60_000)
    let process = try Program.start(["analyze", "-", "--format", "json", "--quiet"])
    let (input, output) = (Pipe(), Pipe())
    for handle in [input.fileHandleForReading, output.fileHandleForWriting] {
      #expect(fcntl(handle.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
    }
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    // What is read from while it is empty, and written to while it is full: more than 64 KiB each way.
    for start in stride(from: 0, to: frames.count, by: 1 << 20) {
      try input.fileHandleForWriting.write(contentsOf: Data(frames[start..<min(start + 1 << 20, frames.count)]))
    }
    try input.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.count > 1 << 17)
    #expect(try JSONSerialization.jsonObject(with: text) is [String: Any])
  }

  @Test func helpThatCannotBeWrittenIsNotDone() throws {
    for argument in ["--help", "--version"] {
      let run = try Program.run(script: "exec \"$0\" \(argument) > /dev/full")
      #expect(run.status == 2 && run.errors.contains("No space left on device"))
    }
  }

  @Test(arguments: ["0", "1", "-5", "20", "99999999999999999999", "many"])
  func helpIsWholeInAnyWidth(_ columns: String) throws {
    let run = try Program.run(script: "COLUMNS=\(columns) exec \"$0\" analyze --help")
    #expect(run.status == 0)
    #expect(run.output.contains("Leave the bytes"))
  }

  /// What the command line holds is shown, and steers no terminal.
  @Test func usageErrorsHoldNoControlCharacters() throws {
    let name = "\u{1b}[31mtea"
    let lines = [["analyze", "x", "--format", name], ["analyze", name, name], ["analyze", "x", "--\(name)"], [name]]
    for arguments in lines {
      let run = try Program.run(arguments)
      #expect(run.status == 64)
      #expect(run.errors.contains("\\u{1b}[31mtea") && !run.errors.contains("\u{1b}"))
    }
  }

  @Test func aDumbTerminalGetsNoControlSequences() throws {
    for (terminal, hasThem) in [("dumb", false), ("xterm", true)] {
      let script = "TERM=\(terminal) exec script -qec \"'$0' analyze '$1'\" /dev/null"
      let run = try Program.run(script: script, [capture])
      #expect(run.output.contains("Frame 1: "))
      #expect(run.output.contains("\u{1b}") == hasThem)
    }
  }
}
