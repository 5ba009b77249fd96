import Foundation
import Glibc
import TestSupport
import Testing

/// NDJSON from a pipe that stays open, as `tcpdump -w - | rstscope analyze -` leaves it.
@Suite struct StreamingTests {
  /// A reset is printed once later packets make it final, though nothing follows them and the pipe stays open.
  @Test(.timeLimit(.minutes(2))) func aResetIsPrintedWhileItsCaptureGoesOn() throws {
    let process = try Program.start(["analyze", "-", "--format", "ndjson", "--quiet"])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var later = Pcap.record(Pcap.reset)
    later[0] = 10  // Seconds after the first one.
    // Four records settle which variant of pcap it is.
    let records = Pcap.record(Pcap.reset) + later + later + later
    try input.fileHandleForWriting.write(contentsOf: Data(Pcap.header + records))
    let line = output.fileHandleForReading.availableData
    #expect(String(decoding: line, as: UTF8.self).hasPrefix(#"{"type":"reset","id":"r1""#))
    try input.fileHandleForWriting.close()
    let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(rest.hasPrefix(#"{"type":"reset","id":"r2""#))
    #expect(rest.contains(#"{"type":"summary","resets":4"#))
  }

  /// What came before a connection, a disk or a server was gone is reported.
  @Test(.timeLimit(.minutes(2)), arguments: [[], ["--strict"]])
  func aReadThatFailsEndsTheCaptureWhereItIs(_ choice: [String]) throws {
    var ends: [Int32] = [-1, -1]
    #expect(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    let (near, far) = (FileHandle(fileDescriptor: ends[0]), FileHandle(fileDescriptor: ends[1]))
    // Closed with a byte unread, a Unix socket gives its peer ECONNRESET after all that it sent.
    try far.write(contentsOf: Data([0]))
    try near.write(contentsOf: Data(Pcap.header + Pcap.record(Pcap.reset)))
    try near.close()
    let process = try Program.start(["analyze", "-", "--format", "json"] + choice)
    let (output, errors) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (far, output, errors)
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let warning = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == (choice.isEmpty ? 0 : 2))
    #expect(warning.contains("Connection reset by peer"))
    let report = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    #expect((report["resets"] as? [Any])?.count == 1)
  }
}
