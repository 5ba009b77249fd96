import Wire

extension CaptureParser {
  /// The file header of pcap: 24 bytes in the byte order of the magic number, and what some add.
  mutating func beginPcap(_ magic: UInt32, _ window: RawSpan, isFinal: Bool) throws(CaptureFileError) -> Step {
    guard let known = PcapMagic(rawValue: magic) ?? PcapMagic(rawValue: magic.byteSwapped) else {
      throw fail(.unknownMagic(magic.bigEndian))
    }
    let length = known.headerLength
    guard window.byteCount >= length else { return try more(length, window.byteCount, isFinal) }
    isSwapped = PcapMagic(rawValue: magic) == nil
    let version = (major: window.u16(4, swapped: isSwapped), minor: window.u16(6, swapped: isSwapped))
    guard version.major >= 2 else { throw fail(.unsupportedVersion(major: version.major, minor: version.minor)) }
    lengthOrder = Self.lengthOrder(version.major, version.minor)
    // The highest bits tell of frame check sequences; ten bits below are reserved.
    let network = LinkType(rawValue: UInt16(clamping: window.u32(20, swapped: isSwapped) & 0x03ff_ffff))
    let fromAIX = known == .microseconds && version == (2, 2) ? Self.linkType(interfaceType: network.rawValue) : nil
    let isNano = known.isNano || fromAIX != nil
    unit = isNano ? 1 : 1000
    recordHeaderLength = known == .modified ? 24 : 16
    format = .pcap(nanoseconds: isNano, variant: known == .modified ? .kuznetzov : .standard)
    addInterface(
      CaptureInterface(
        linkType: fromAIX ?? network, snapLength: window.u32(16, swapped: isSwapped),
        resolution: isNano ? .nanoseconds : .microseconds))
    offset = length
    // Those who changed the record header without changing the magic number wrote version 2.4 and microseconds.
    state = isNano || lengthOrder != .normal ? .pcap : .pcapSniff
    return state == .pcap ? .item(.interface(0)) : try nextOther(window, base: 0, isFinal: isFinal)
  }

  /// Version 2.3 put the captured length first, but some that say 2.3 did not; DG/UX writes 543.0.
  private static func lengthOrder(_ major: UInt16, _ minor: UInt16) -> LengthOrder {
    switch (major, minor) {
    case (2, ..<3), (543, _): .swapped
    case (2, 3): .perhapsSwapped
    default: .normal
    }
  }

  /// AIX writes version 2.2, nanoseconds, and the interface types of RFC 1573; nil for other numbers.
  private static func linkType(interfaceType: UInt16) -> LinkType? {
    switch interfaceType {
    case 6: .ethernet
    case 9: .tokenRing
    case 15: .fddi
    case 24: .null
    default: nil
    }
  }

  /// One record: seconds, fraction, captured length, original length, bytes.
  @inline(__always)
  mutating func nextPcapRecord(_ window: RawSpan, base: Int, isFinal: Bool) throws(CaptureFileError) -> Step {
    let position = offset &- base
    let available = window.byteCount &- position
    guard available >= recordHeaderLength else { return try more(recordHeaderLength, available, isFinal) }
    var captured = window.u32(position &+ 8, swapped: isSwapped)
    var original = window.u32(position &+ 12, swapped: isSwapped)
    if lengthOrder != .normal, lengthOrder == .swapped || captured > original { swap(&captured, &original) }
    let limit = Self.maximumPacketLength
    if captured > limit { try checkLength(captured) }
    let length = recordHeaderLength &+ Int(captured)
    guard available >= length else { return try more(length, available, isFinal) }
    let seconds = Int64(window.u32(position, swapped: isSwapped))
    let fraction = Int64(window.u32(position &+ 4, swapped: isSwapped))
    let frame = Frame(
      id: nextRow(), time: Timestamp(nanoseconds: seconds &* 1_000_000_000 &+ fraction &* unit),
      linkType: clocks[0].linkType, capturedLength: captured, originalLength: original)
    offset &+= length
    return .item(.frame(frame, bytes: position &+ recordHeaderLength..<position &+ length))
  }

  /// A walk over the whole, ordinary records that `window` holds next; nil where a file's headers ask for more than that.
  @usableFromInline
  func ordinaryRecords(base: Int) -> PcapRecords? {
    guard state == .pcap, lengthOrder == .normal, recordHeaderLength >= 16 else { return nil }
    return PcapRecords(
      position: offset &- base, id: FrameID(source: source, number: rows), unit: unit,
      headerLength: recordHeaderLength, linkType: clocks[0].linkType)
  }

  /// Goes on where a walk ended.
  @usableFromInline
  mutating func resume(after records: PcapRecords, base: Int) {
    (rows, offset) = (records.id.number, base &+ records.position)
  }

  @inline(never)
  private mutating func checkLength(_ captured: UInt32) throws(CaptureFileError) {
    let limit = Self.maximumPacketLength(clocks[0].linkType)
    if captured > limit { throw fail(.impossibleLength(UInt64(captured), limit: limit)) }
  }

  /// Adds an interface and what reading its packets needs.
  mutating func addInterface(_ interface: CaptureInterface) {
    interfaces.append(interface)
    clocks.append(
      InterfaceClock(
        linkType: interface.linkType, snapLength: interface.snapLength, resolution: interface.resolution))
  }
}

/// The magic numbers of pcap files, as they read in their own byte order.
enum PcapMagic: UInt32 {
  case microseconds = 0xa1b2_c3d4
  case nanoseconds = 0xa1b2_3c4d
  /// Alexey Kuznetzov's patch.
  case modified = 0xa1b2_cd34
  /// Ixia's captures by software and by hardware: the size of all records ends the file header.
  case ixiaSoftware = 0x1c00_01ab
  case ixiaHardware = 0x1c00_01ac

  /// Whether fractions of a second are nanoseconds.
  var isNano: Bool { self == .nanoseconds || self == .ixiaHardware }

  /// Bytes before the first record.
  var headerLength: Int { self == .ixiaSoftware || self == .ixiaHardware ? 28 : 24 }
}
