import Foundation
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
}
