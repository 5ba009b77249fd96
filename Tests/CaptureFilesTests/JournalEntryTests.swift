import CaptureFiles
import Testing

@Suite("Journal entries")
struct JournalEntryTests {
  @Test("a plain field is one line")
  func plain() {
    var entry = JournalEntry()
    entry.append("MESSAGE", "recv(5) = -1 ECONNRESET")
    #expect(String(decoding: entry.exportFormat, as: UTF8.self) == "MESSAGE=recv(5) = -1 ECONNRESET\n\n")
    #expect(entry["MESSAGE"] == "recv(5) = -1 ECONNRESET")
    #expect(entry["NOTHING"] == nil)
  }

  @Test(
    "any bytes survive",
    arguments: [
      [], [0x0a], [0, 1, 2, 0xff], Array("a=b".utf8), Array("two\nlines\n".utf8), Array("\u{1b}[31m".utf8),
      Array("ünïcode\t".utf8), [UInt8](repeating: 0x0a, count: 300),
    ])
  func roundTrip(value: [UInt8]) {
    let entry = JournalEntry(fields: [
      .init(name: "_PID", value: Array("1".utf8)), .init(name: "RSTSCOPE_X", value: value),
      .init(name: "MESSAGE", value: Array("after".utf8)),
    ])
    #expect(JournalEntry(exportFormat: entry.exportFormat) == entry)
  }

  @Test("padding after the entry is not read")
  func padding() {
    let bytes = Array("A=1\n".utf8) + [0, 0, 0]
    #expect(JournalEntry(exportFormat: bytes)?.fields.count == 1)
    #expect(JournalEntry(exportFormat: Array("A=1\n\nB=2\n".utf8))?.fields.count == 1)
  }

  @Test("a flood of fields is no entry")
  func flood() {
    let flood = { (count: Int) in JournalEntry(exportFormat: (0..<count).flatMap { _ in Array("A=b\n".utf8) }) }
    #expect(flood(JournalEntry.fieldLimit)?.fields.count == JournalEntry.fieldLimit)
    #expect(flood(JournalEntry.fieldLimit + 1) == nil)
  }

  @Test("lies about lengths are refused, and no prefix traps")
  func hostile() {
    #expect(JournalEntry(exportFormat: Array("NAME\n".utf8) + [UInt8](repeating: 0xff, count: 8)) == nil)
    #expect(JournalEntry(exportFormat: Array("=x\n".utf8)) == nil)
    let whole = JournalEntry(fields: [.init(name: "A", value: [10]), .init(name: "B", value: [65])]).exportFormat
    for count in whole.indices { _ = JournalEntry(exportFormat: Array(whole.prefix(count))) }
  }
}
