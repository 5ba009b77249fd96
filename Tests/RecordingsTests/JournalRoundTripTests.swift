import CaptureFiles
import Host
import Recordings
import TestSupport
import Testing
import Wire

@Suite("Calls and kernel events as journal entries")
struct JournalRoundTripTests {
  @Test("any call survives, byte for byte", arguments: 0..<500)
  func calls(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let call = CallRecord.arbitrary(using: &random)
    let bytes = call.journalEntry(explanation: " ← frame 12").exportFormat
    let entry = try #require(JournalEntry(exportFormat: bytes))
    #expect(try RecordedEntry(entry) == .call(call), "seed \(seed)")
  }

  @Test("any kernel event survives", arguments: 0..<500)
  func events(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let event = KernelEvent.arbitrary(using: &random)
    let entry = try #require(JournalEntry(exportFormat: event.journalEntry().exportFormat))
    #expect(try RecordedEntry(entry) == .kernelEvent(event), "seed \(seed)")
  }

  @Test("the journal's own fields say what they say everywhere")
  func standardFields() {
    let call = CallRecord(
      id: 1, time: Timestamp(nanoseconds: 5_000), endTime: Timestamp(nanoseconds: 1_234_567_890),
      process: .init(pid: 10, tid: 11, name: "client"), name: "recv", fileDescriptor: 5, result: -1,
      errno: .connectionReset)
    let entry = call.journalEntry(explanation: " ← frame 12, RST by 127.0.0.1:8000")
    #expect(entry["MESSAGE"] == "recv(5) = -1 ECONNRESET ← frame 12, RST by 127.0.0.1:8000")
    #expect(entry["__REALTIME_TIMESTAMP"] == "1234567")
    #expect(entry["_PID"] == "10")
    #expect(entry["_COMM"] == "client")
    #expect(entry["SYSLOG_IDENTIFIER"] == "rstscope")
  }

  @Test("somebody else's entry is a row and nothing more")
  func foreign() throws {
    var entry = JournalEntry()
    entry.append("MESSAGE", "hello")
    #expect(try RecordedEntry(entry) == .foreign)
  }

  @Test("what is longer than any entry of ours is somebody else's")
  func long() throws {
    var call = CallRecord(time: Timestamp(nanoseconds: 1), endTime: Timestamp(nanoseconds: 1), name: "read", result: 0)
    call.flags = String(repeating: "x", count: 70_000)
    #expect(try RecordedEntry(call.journalEntry()) == .foreign)
  }

  @Test("a damaged entry of ours is named")
  func damaged() {
    var entry = CallRecord(time: Timestamp(nanoseconds: 1), endTime: Timestamp(nanoseconds: 1), name: "read", result: 0)
      .journalEntry()
    entry.fields.removeAll { $0.name == "RSTSCOPE_RESULT" }
    #expect(throws: RecordingError.missingField("RSTSCOPE_RESULT")) { try RecordedEntry(entry) }
    entry.append("RSTSCOPE_RESULT", "many")
    #expect(throws: RecordingError.unreadableField(name: "RSTSCOPE_RESULT", value: "many")) { try RecordedEntry(entry) }
  }
}
