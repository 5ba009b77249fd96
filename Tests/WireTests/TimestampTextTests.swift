import Testing
import Wire

@Suite("Text of moments")
struct TimestampTextTests {
  @Test(
    "writes and reads RFC 3339",
    arguments: [
      (Int64(0), "1970-01-01T00:00:00.000000000Z"), (1_795_420_384_123_456_789, "2026-11-23T07:53:04.123456789Z"),
      (951_782_400_000_000_001, "2000-02-29T00:00:00.000000001Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
      (Int64.max, "2262-04-11T23:47:16.854775807Z"), (Int64.min, "1677-09-21T00:12:43.145224192Z"),
    ])
  func roundTrip(nanoseconds: Int64, text: String) {
    #expect(Timestamp(nanoseconds: nanoseconds).description == text)
    if nanoseconds != .min { #expect(Timestamp(rfc3339: text)?.nanoseconds == nanoseconds) }
  }

  @Test("every day of four centuries survives")
  func days() {
    for day in stride(from: Int64(-100_000), through: 100_000, by: 1) {
      let moment = Timestamp(nanoseconds: day * 86_400_000_000_000 + 1)
      guard Timestamp(rfc3339: moment.description) == moment else {
        Issue.record("day \(day) became \(moment.description)")
        return
      }
    }
  }

  @Test("seconds since 1970 are understood, and nothing but digits")
  func seconds() {
    #expect(Timestamp(secondsSince1970: "0")?.nanoseconds == 0)
    #expect(Timestamp(secondsSince1970: "1700000000.25")?.nanoseconds == 1_700_000_000_250_000_000)
    for text in ["", ".5", "-1", "1.", "1 ", "9999999999", "99999999999999999999", "0x10"] {
      #expect(Timestamp(secondsSince1970: text) == nil, "\(text)")
    }
  }

  @Test("offsets and short fractions are understood")
  func offsets() {
    #expect(Timestamp(rfc3339: "1970-01-01T01:00:00+01:00")?.nanoseconds == 0)
    #expect(Timestamp(rfc3339: "1969-12-31T23:30:00.5-00:30")?.nanoseconds == 500_000_000)
    #expect(Timestamp(rfc3339: "1970-01-01 00:00:00.1234567899Z")?.nanoseconds == 123_456_789)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", "now", "1970-01-01", "1970-02-30T00:00:00Z", "1970-13-01T00:00:00Z", "1970-01-01T24:00:00Z",
      "1970-01-01T00:00:00", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00Zx", "9999-01-01T00:00:00Z",
      "1970-01-00T00:00:00Z",
    ])
  func refused(text: String) { #expect(Timestamp(rfc3339: text) == nil) }
}
