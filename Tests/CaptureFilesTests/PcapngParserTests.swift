import TestSupport
import Testing
import Wire

@testable import CaptureFiles

@Suite struct PcapngParserTests {
  /// The same moment, 1700000000.123456 s, in several units.
  @Test(
    arguments: [
      (6, 1_700_000_000_123_456), (9, 1_700_000_000_123_456_000), (3, 1_700_000_000_123), (0, 1_700_000_000),
      (0x94, 1_700_000_000 << 20 | 129_453),
    ] as [(UInt8, UInt64)]) func resolutions(resolution: UInt8, units: UInt64) throws
  {
    for bigEndian in [false, true] {
      let file =
        CaptureBytes.section(bigEndian: bigEndian)
        + CaptureBytes.interface(resolution: resolution, bigEndian: bigEndian)
        + CaptureBytes.packet(units: units, [1, 2, 3, 4, 5], bigEndian: bigEndian)
      let packet = try #require(ParsedCapture(file).packets.first)
      let off = abs(packet.frame.time.nanoseconds - 1_700_000_000_123_456_000)
      let unit = [6: 1000, 9: 1, 3: 1_000_000, 0: 1_000_000_000][resolution] ?? 1000
      #expect(off < unit)
      #expect(packet.bytes == [1, 2, 3, 4, 5])
    }
  }

  @Test func offsetsAreAdded() throws {
    let file =
      CaptureBytes.section() + CaptureBytes.interface(resolution: 9, offset: 100)
      + CaptureBytes.packet(units: 5, [1])
    #expect(try #require(ParsedCapture(file).packets.first).frame.time.nanoseconds == 100_000_000_005)
  }

  /// Two sections of different byte order, whose interfaces are numbered afresh.
  @Test func sectionsNumberTheirOwnInterfaces() {
    let file =
      CaptureBytes.section() + CaptureBytes.interface(linkType: 1) + CaptureBytes.interface(linkType: 101)
      + CaptureBytes.packet(interface: 1, units: 1, [1])
      + CaptureBytes.section(bigEndian: true) + CaptureBytes.interface(linkType: 113, bigEndian: true)
      + CaptureBytes.packet(interface: 0, units: 2, [2], bigEndian: true)
    let capture = ParsedCapture(file)
    #expect(capture.packets.map(\.frame.linkType) == [.rawIP, .linuxCooked])
    #expect(capture.packets.map(\.frame.interface) == [1, 2])
    let missing = ParsedCapture(file + CaptureBytes.packet(interface: 1, units: 3, [3], bigEndian: true))
    #expect(missing.error == CaptureFileError(offset: file.count, problem: .unknownInterface(1)))
  }

  /// Packets, journal and custom blocks are rows, as in Wireshark; the rest is not.
  @Test func rowsAreCountedAsWiresharkCounts() {
    let start = CaptureBytes.section() + CaptureBytes.interface()
    let packet = CaptureBytes.packet(units: 1, [1])
    let between = [4, 10, 0x8000_0123, 7].flatMap { CaptureBytes.block($0, [0, 0, 0, 0, 0, 0, 0, 0]) }
    let rows = [9, 0xbad, 0x4000_0bad].flatMap { CaptureBytes.block($0, Array("MESSAGE=x\n".utf8)) }
    let capture = ParsedCapture(start + packet + between + rows + packet)
    #expect(capture.packets.map(\.frame.id.number) == [1, 5])
    #expect(capture.otherRows == [2, 3, 4])
    #expect(JournalEntry(exportFormat: capture.journals.first ?? [])?["MESSAGE"] == "x")
  }

  @Test func simpleAndObsoletePackets() {
    let simple = CaptureBytes.block(
      3, CaptureBytes.integer(UInt32(90), bigEndian: false) + [UInt8](repeating: 7, count: 64))
    let numbers: [UInt32] = [0xffff_0000, 0, 1_000_000, 3, 3]
    let obsolete = CaptureBytes.block(2, numbers.flatMap { CaptureBytes.integer($0, bigEndian: false) } + [1, 2, 3])
    let capture = ParsedCapture(CaptureBytes.section() + CaptureBytes.interface(snapLength: 64) + simple + obsolete)
    #expect(capture.packets.map(\.bytes) == [[UInt8](repeating: 7, count: 64), [1, 2, 3]])
    #expect(capture.packets.map(\.frame.originalLength) == [90, 3])
    #expect(capture.packets.map(\.frame.time.nanoseconds) == [0, 1_000_000_000])
  }

  @Test func whatTheWriterWritesIsReadBack() throws {
    var writer = PcapngWriter(section: SectionHeader(operatingSystem: "Linux", application: "rstscope"))
    let number = writer.addInterface(CaptureInterface(linkType: .ethernet, snapLength: 96, name: "lo", filter: "tcp"))
    let bytes: [UInt8] = [1, 2, 3, 4, 5]
    writer.addPacket(
      time: Timestamp(nanoseconds: 1_700_000_000_123_456_789), interface: number, originalLength: 60,
      bytes: unsafe bytes.span.bytes, comments: ["closed with 1 unread byte"])
    var entry = JournalEntry()
    entry.append("MESSAGE", "two\nlines")
    writer.addJournalEntry(entry)
    writer.addStatistics(
      InterfaceStatistics(interface: number, received: 9, droppedByInterface: 2, droppedBySystem: 1),
      time: Timestamp(nanoseconds: 0))
    let capture = ParsedCapture(writer.takeBytes())
    #expect(capture.error == nil)
    let packet = try #require(capture.packets.first)
    #expect(packet.bytes == bytes)
    #expect(packet.frame.time.nanoseconds == 1_700_000_000_123_456_789)
    #expect(packet.frame.originalLength == 60)
    #expect(capture.interfaces.map(\.name) == ["lo"])
    #expect(capture.interfaces.map(\.filter) == ["tcp"])
    #expect(JournalEntry(exportFormat: try #require(capture.journals.first)) == entry)
    #expect(capture.statistics.first?.dropped == 3)
  }

  /// Words of more interfaces than anybody reads would only cost memory; their packets are read as ever.
  @Test func onlySoManyInterfacesAreDescribed() {
    var writer = PcapngWriter()
    var last: UInt32 = 0
    for _ in 0...CaptureParser.maximumDescriptions {
      last = writer.addInterface(CaptureInterface(linkType: .rawIP, name: "eth0"))
    }
    let packet: [UInt8] = [1]
    writer.addPacket(
      time: Timestamp(nanoseconds: 7), interface: last, originalLength: 1, bytes: unsafe packet.span.bytes)
    let capture = ParsedCapture(writer.takeBytes())
    #expect(capture.interfaces.count == Int(last) + 1)
    #expect(capture.interfaces.dropLast().allSatisfy { $0.name == "eth0" } && capture.interfaces.last?.name == nil)
    #expect(capture.packets.last?.frame.time == Timestamp(nanoseconds: 7))
    #expect(capture.packets.last?.frame.linkType == .rawIP)
  }
}
