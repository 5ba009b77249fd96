import Causes
import Testing

/// What RSTs say in their payload, and what hostile bytes do not.
@Suite struct ResetPayloadTests {
  @Test func theFixedFormNamesReasonAndEnterprise() {
    let payload = ResetPayload([0x33, 0xaa, 0x00, 0x03, 0x00, 0x00, 0x00, 0x09])
    #expect(payload == .diagnostic(reason: .init(rawValue: 3), enterprise: 9, text: nil))
    #expect(ResetPayload.Reason(rawValue: 3).description == "data after CLOSE")
    #expect(ResetPayload.Reason(rawValue: 99).description == "reason 99")
  }

  @Test func theEarlierFormIsCBORWithText() {
    let bytes: [UInt8] = [0x82, 0x19, 0x30, 0x39, 0xa2, 0x01, 0x0e, 0x03, 0x62, 0x6e, 0x6f]
    #expect(ResetPayload(bytes) == .diagnostic(reason: .init(rawValue: 14), enterprise: 0, text: "no"))
  }

  @Test func plainTextIsKeptAndBounded() {
    #expect(ResetPayload(Array("go away".utf8)) == .text("go away"))
    #expect(ResetPayload([UInt8](repeating: 0x41, count: 900)) == .text(String(repeating: "A", count: 255)))
  }

  @Test func anythingElseIsCounted() {
    #expect(ResetPayload([0, 1, 2]) == .unknown(byteCount: 3))
    #expect(ResetPayload([]) == nil)
  }

  @Test func everyPrefixAndLyingLengthsAreRead() {
    let bytes: [UInt8] = [0x82, 0x19, 0x30, 0x39, 0xa3, 0x01, 0x0e, 0x02, 0x1a, 0, 0, 0, 9, 0x03, 0x7b, 0xff]
    for length in 1...bytes.count { #expect(ResetPayload(Array(bytes.prefix(length))) != nil) }
    let huge: [UInt8] = [0x82, 0x19, 0x30, 0x39, 0xa1, 0x03, 0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    #expect(ResetPayload(huge) == .unknown(byteCount: huge.count))
  }
}
