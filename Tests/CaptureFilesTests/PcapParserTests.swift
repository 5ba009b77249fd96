import CaptureFiles
import TestSupport
import Testing
import Wire

@Suite struct PcapParserTests {
  @Test(arguments: [false, true], [UInt32(0xa1b2_c3d4), 0xa1b2_3c4d]) func allMagics(bigEndian: Bool, magic: UInt32) {
    let file =
      CaptureBytes.pcapHeader(magic: magic, linkType: 113, bigEndian: bigEndian)
      + CaptureBytes.pcapRecord(seconds: 1_700_000_000, fraction: 5, [1, 2, 3], bigEndian: bigEndian)
      + CaptureBytes.pcapRecord(seconds: 1_700_000_001, fraction: 999_999, [4], bigEndian: bigEndian)
    let capture = ParsedCapture(file)
    let unit: Int64 = magic == 0xa1b2_3c4d ? 1 : 1000
    #expect(capture.error == nil)
    #expect(capture.packets.map(\.bytes) == [[1, 2, 3], [4]])
    #expect(capture.packets.map(\.frame.id.number) == [1, 2])
    #expect(
      capture.packets.map(\.frame.time.nanoseconds) == [
        1_700_000_000_000_000_000 + 5 * unit, 1_700_000_001_000_000_000 + 999_999 * unit,
      ])
    #expect(capture.packets.allSatisfy { $0.frame.linkType == .linuxCooked })
    #expect(capture.format == .pcap(nanoseconds: unit == 1, variant: .standard))
  }

  /// Some systems lengthened the record header: Nokia by 4 bytes, Kuznetzov's patch by 8, SuSE 6.3 by 12.
  @Test(
    arguments: [
      (0xa1b2_c3d4, 4, .nokia), (0xa1b2_c3d4, 8, .kuznetzov), (0xa1b2_cd34, 8, .kuznetzov),
      (0xa1b2_cd34, 12, .kuznetzovSMP),
    ] as [(UInt32, Int, CaptureFormat.PcapVariant)]) func longerHeadersAreFoundOut(
      magic: UInt32, extra: Int, variant: CaptureFormat.PcapVariant
    )
  {
    let packet = [UInt8](repeating: 0x45, count: 60)
    for count in [2, 3, 7] {
      let records = (0..<count).flatMap {
        CaptureBytes.pcapRecord(seconds: 1_700_000_000 + UInt32($0), fraction: 7, packet, extra: extra)
      }
      for step in [Int.max, 1, 50] {
        let capture = ParsedCapture(CaptureBytes.pcapHeader(magic: magic) + records, step: step)
        #expect(capture.error == nil, "\(count) records in steps of \(step)")
        #expect(capture.packets.map(\.bytes) == Array(repeating: packet, count: count))
        #expect(capture.format == .pcap(nanoseconds: false, variant: variant))
      }
    }
  }

  /// Ixia adds the size of all records to the file header.
  @Test(arguments: [(0x1c00_01ab, false), (0x1c00_01ac, true)] as [(UInt32, Bool)], [false, true])
  func filesOfIxia(variant: (magic: UInt32, isNano: Bool), bigEndian: Bool) {
    let records =
      CaptureBytes.pcapRecord(seconds: 1, fraction: 5, [1, 2, 3], bigEndian: bigEndian)
      + CaptureBytes.pcapRecord(seconds: 2, fraction: 6, [4], bigEndian: bigEndian)
    let capture = ParsedCapture(
      CaptureBytes.pcapHeader(magic: variant.magic, bigEndian: bigEndian)
        + CaptureBytes.integer(UInt32(records.count), bigEndian: bigEndian) + records)
    #expect(capture.error == nil)
    #expect(capture.packets.map(\.bytes) == [[1, 2, 3], [4]])
    let fraction: Int64 = variant.isNano ? 5 : 5000
    #expect(capture.packets.first?.frame.time.nanoseconds == 1_000_000_000 + fraction)
  }

  /// Before version 2.4 the original length came first; AIX wrote nanoseconds and other numbers for link types.
  @Test(
    arguments: [
      (2, 1, 113, .linuxCooked, 5000), (2, 3, 113, .linuxCooked, 5000), (543, 0, 1, .ethernet, 5000),
      (2, 2, 6, .ethernet, 5), (2, 2, 9, .tokenRing, 5), (2, 2, 15, .fddi, 5), (2, 2, 24, .null, 5),
      (2, 2, 1, .ethernet, 5000),
    ] as [(UInt16, UInt16, UInt32, LinkType, Int64)]) func oldFiles(
      major: UInt16, minor: UInt16, network: UInt32, linkType: LinkType, fraction: Int64
    )
  {
    var header = CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4, linkType: network, bigEndian: true)
    header[4...7] = [UInt8(major >> 8), UInt8(major & 255), UInt8(minor >> 8), UInt8(minor & 255)]
    let numbers: [UInt32] = [1, 5, 90, 3]
    let record: [UInt8] = numbers.flatMap { CaptureBytes.integer($0, bigEndian: true) } + [1, 2, 3]
    let capture = ParsedCapture(header + record + record)
    #expect(capture.error == nil)
    #expect(capture.packets.map(\.bytes) == [[1, 2, 3], [1, 2, 3]])
    #expect(capture.packets.allSatisfy { $0.frame.originalLength == 90 && $0.frame.linkType == linkType })
    #expect(capture.packets.first?.frame.time.nanoseconds == 1_000_000_000 + fraction)
  }

  @Test func aPacketThatClaimsFourGigabytesIsDamage() {
    let good =
      CaptureBytes.pcapHeader(magic: 0xa1b2_c3d4) + CaptureBytes.pcapRecord(seconds: 1, fraction: 2, [1, 2, 3])
    let capture = ParsedCapture(good + [UInt8](repeating: 0xff, count: 100))
    #expect(capture.packets.count == 1)
    #expect(capture.error?.offset == good.count)
    #expect(capture.error?.problem == .impossibleLength(0xffff_ffff, limit: 262_144))
  }
}
