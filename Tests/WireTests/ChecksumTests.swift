import TestSupport
import Testing
import Wire

/// The state of TCP checksums, on frames whose checksums are right as they stand in the fixtures.
@Suite struct ChecksumTests {
  private static func checksum(
    _ name: String, _ policy: FrameDecoder.ChecksumPolicy, change: (inout [UInt8]) -> Void = { _ in }
  ) -> Segment.Checksum? {
    guard let fixture = SegmentFixture.all.first(where: { $0.name == name }) else { return nil }
    var bytes = fixture.bytes
    change(&bytes)
    var decoder = FrameDecoder(checksums: policy)
    guard case .segment(let segment) = decoder.decode(fixture.frame(), bytes) else { return nil }
    return segment.envelope.checksum
  }

  @Test(arguments: ["ethernet", "ethernet-ipv6", "ethernet-padded", "vxlan", "reset-with-text", "options-syn"])
  func validOnes(_ name: String) {
    #expect(Self.checksum(name, .all) == .valid)
  }

  @Test func nobodyLooksUnlessAsked() {
    #expect(Self.checksum("ethernet", .never) == .notExamined)
    #expect(Self.checksum("options-syn", .resets) == .notExamined)
    #expect(Self.checksum("ethernet", .resets) == .valid)
  }

  @Test func aChangedByteIsWrong() {
    let checksum = Self.checksum("ethernet", .resets) { $0[38] ^= 1 }
    #expect(checksum == .wrong)
  }

  @Test func aPseudoHeaderSumIsPartial() {
    // 0xc000 + 0x0201 + 0xc000 + 0x0202 + 6 + 20, the carry added: what an offloading sender leaves.
    let checksum = Self.checksum("ethernet", .resets) { $0[50...51] = [0x84, 0x1e] }
    #expect(checksum == .partial)
  }

  @Test func aDamagedInternetHeaderCountsOnlyWhereAllIsVerified() throws {
    let checksum = Self.checksum("ethernet", .resets) { $0[22] = 63 }
    #expect(checksum == .valid)
    let fixture = try #require(SegmentFixture.all.first { $0.name == "ethernet" })
    var bytes = fixture.bytes
    bytes[22] = 63
    var decoder = FrameDecoder(checksums: .all)
    guard case .other(.wrongHeaderChecksum) = decoder.decode(fixture.frame(), bytes) else {
      Issue.record("a router would have dropped it")
      return
    }
  }

  @Test func aCutSegmentIsUnknown() {
    #expect(Self.checksum("cut-behind-window", .all) == .unknown)
  }
}
