public import Wire

/// Makes a pcapng file in little-endian byte order, block by block, with nanosecond time stamps.
///
/// Blocks gather in memory; ``takeBytes()`` hands them over, as often as the caller likes.
public struct PcapngWriter: Sendable {
  private var bytes: [UInt8] = []
  /// How many interfaces were described.
  public private(set) var interfaceCount: UInt32 = 0

  /// Starts a section.
  public init(section: SectionHeader = SectionHeader()) {
    block(BlockType.sectionHeader) { writer in
      writer.append(UInt32(0x1a2b_3c4d))
      writer.append(UInt16(1))
      writer.append(UInt16(0))
      writer.append(UInt64.max)  // The section's length is not known beforehand.
      for comment in section.comments { writer.option(1, comment) }
      writer.option(2, section.hardware)
      writer.option(3, section.operatingSystem)
      writer.option(4, section.application)
      writer.endOptions()
    }
  }

  /// Describes an interface and returns its number. Its time stamps are in nanoseconds, whatever `resolution` says.
  public mutating func addInterface(_ interface: CaptureInterface) -> UInt32 {
    block(BlockType.interfaceDescription) { writer in
      writer.append(interface.linkType.rawValue)
      writer.append(UInt16(0))
      writer.append(interface.snapLength)
      writer.option(2, interface.name)
      writer.option(3, interface.summary)
      writer.option(9, [9])
      if let filter = interface.filter { writer.option(11, [0] + Array(filter.utf8)) }
      writer.option(12, interface.operatingSystem)
      writer.option(15, interface.hardware)
      writer.endOptions()
    }
    interfaceCount &+= 1
    return interfaceCount &- 1
  }

  /// Adds a packet with any comments; times before 1970 are written as 1970.
  public mutating func addPacket(
    time: Timestamp, interface: UInt32, originalLength: UInt32, bytes packet: RawSpan, comments: [String] = []
  ) {
    block(BlockType.enhancedPacket) { writer in
      let units = UInt64(clamping: time.nanoseconds)
      writer.append(interface)
      writer.append(UInt32(truncatingIfNeeded: units >> 32))
      writer.append(UInt32(truncatingIfNeeded: units))
      writer.append(UInt32(truncatingIfNeeded: packet.byteCount))
      writer.append(originalLength)
      writer.append(padded: packet.array(0..<packet.byteCount))
      for comment in comments { writer.option(1, comment) }
      writer.endOptions(ifAny: !comments.isEmpty)
    }
  }

  /// Adds an entry as a systemd journal block (type 9). Wireshark wants a `__REALTIME_TIMESTAMP` field in it.
  public mutating func addJournalEntry(_ entry: JournalEntry) {
    block(BlockType.journal) { $0.append(padded: entry.exportFormat) }
  }

  /// Adds the counts of one interface.
  public mutating func addStatistics(_ statistics: InterfaceStatistics, time: Timestamp) {
    block(BlockType.interfaceStatistics) { writer in
      let units = UInt64(clamping: time.nanoseconds)
      writer.append(statistics.interface)
      writer.append(UInt32(truncatingIfNeeded: units >> 32))
      writer.append(UInt32(truncatingIfNeeded: units))
      writer.option(4, statistics.received)
      writer.option(5, statistics.droppedByInterface)
      writer.option(7, statistics.droppedBySystem)
      writer.endOptions()
    }
  }

  /// All blocks made since the last call.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Frames a body with its type and its length on both sides.
  private mutating func block(_ type: UInt32, _ body: (inout PcapngWriter) -> Void) {
    let start = bytes.count
    append(type)
    append(UInt32(0))
    body(&self)
    let length = UInt32(truncatingIfNeeded: bytes.count &- start &+ 4)
    append(length)
    for index in 0..<4 { bytes[start &+ 4 &+ index] = UInt8(truncatingIfNeeded: length >> UInt32(8 &* index)) }
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private mutating func append(padded value: [UInt8]) {
    bytes.append(contentsOf: value)
    while bytes.count % 4 != 0 { bytes.append(0) }
  }

  /// One option; a value longer than 65535 bytes is cut there.
  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    append(code)
    append(UInt16(clamping: value.count))
    append(padded: Array(value.prefix(Int(UInt16.max))))
  }

  private mutating func option(_ code: UInt16, _ text: String?) {
    if let text { option(code, Array(text.utf8)) }
  }

  private mutating func option(_ code: UInt16, _ count: UInt64?) {
    guard let count else { return }
    append(code)
    append(UInt16(8))
    append(count)
  }

  private mutating func endOptions(ifAny hasOptions: Bool = true) {
    if hasOptions { append(UInt32(0)) }
  }
}
