/// The road that nearly all frames of nearly all captures take: Ethernet, with a VLAN tag or without, Linux cooked or raw
/// IP; IPv4 without options or IPv6 without extension headers, whole; TCP.
///
/// It says nothing that the general road does not say; a test compares the two. One look at the length stands for
/// all bounds checks, which makes it several times as fast. What is found is read apart, for where a segment is to be
/// written may depend on whose it is. Both become part of the caller's loop: what was found stays in registers.
@frozen public struct OrdinaryFrame: Sendable, BitwiseCopyable {
  /// From whom to whom.
  public let tuple: FourTuple
  @usableFromInline let packet: Int
  @usableFromInline let tcp: Extent
  @usableFromInline let headerLength: Int
  @usableFromInline var vlan: UInt16 = 0
  @usableFromInline var interface: UInt8 = 0
  @usableFromInline var direction = Segment.LinkDirection.unknown

  /// A frame of the most frequent shape, Ethernet and IPv4; nil where it has another one.
  @inlinable @inline(__always)
  public init?(version4 frame: Frame, _ bytes: RawSpan) {
    guard frame.linkType == .ethernet, bytes.byteCount >= 54, bytes.unchecked32(12) & 0xffff_ff00 == 0x0800_4500 else {
      return nil
    }
    self.init(version4: bytes, at: 14)
    interface = UInt8(clamping: frame.interface)
  }

  /// A frame of the shape that comes next, Ethernet and IPv6.
  @inlinable @inline(__always)
  public init?(version6 frame: Frame, _ bytes: RawSpan) {
    guard frame.linkType == .ethernet, bytes.byteCount >= 74, bytes.unchecked32(12) >> 12 == 0x8_6dd6 else {
      return nil
    }
    self.init(version6: bytes, at: 14)
    interface = UInt8(clamping: frame.interface)
  }

  /// An IPv4 header of 20 bytes at `start`, and TCP.
  @inlinable @inline(__always)
  init?(version4 bytes: RawSpan, at start: Int) {
    let tcp = Extent(from: start &+ 20, to: start &+ Int(bytes.unchecked16(start &+ 2)))
    guard bytes.unchecked16(start &+ 6) & 0x3fff == 0, bytes.unchecked8(start &+ 9) == InternetProtocol.tcp,
      let header = Self.headerLength(tcp, bytes)
    else { return nil }
    (packet, self.tcp, headerLength) = (start, tcp, header)
    tuple = FourTuple(
      source: Endpoint(
        address: IPAddress(v4: bytes.unchecked32(start &+ 12)), port: bytes.unchecked16(start &+ 20)),
      destination: Endpoint(
        address: IPAddress(v4: bytes.unchecked32(start &+ 16)), port: bytes.unchecked16(start &+ 22)))
  }

  /// An IPv6 header at `start`, and TCP.
  @inlinable @inline(__always)
  init?(version6 bytes: RawSpan, at start: Int) {
    let tcp = Extent(from: start &+ 40, to: start &+ 40 &+ Int(bytes.unchecked16(start &+ 4)))
    guard bytes.unchecked8(start &+ 6) == InternetProtocol.tcp, let header = Self.headerLength(tcp, bytes) else {
      return nil
    }
    (packet, self.tcp, headerLength) = (start, tcp, header)
    let source = IPAddress(v6High: bytes.unchecked64(start &+ 8), low: bytes.unchecked64(start &+ 16))
    let destination = IPAddress(v6High: bytes.unchecked64(start &+ 24), low: bytes.unchecked64(start &+ 32))
    tuple = FourTuple(
      source: Endpoint(address: source, port: bytes.unchecked16(start &+ 40)),
      destination: Endpoint(address: destination, port: bytes.unchecked16(start &+ 42)))
  }

  /// How long the header of a TCP segment is that lies within the frame, its header whole; nil for any other.
  @inlinable @inline(__always)
  static func headerLength(_ tcp: Extent, _ bytes: RawSpan) -> Int? {
    guard tcp.end <= bytes.byteCount, tcp.count >= 20 else { return nil }
    let length = Int(bytes.unchecked8(tcp.start &+ 12) >> 4) &* 4
    return length >= 20 && length <= tcp.count ? length : nil
  }

  /// Finds a frame of any of these shapes; nil where it has another one.
  public static func find(_ frame: Frame, _ bytes: RawSpan) -> OrdinaryFrame? {
    guard bytes.byteCount >= 40 else { return nil }
    let interface = UInt8(clamping: frame.interface)
    switch frame.linkType {
    case .ethernet:
      let type = bytes.unchecked16(12)
      guard type == EtherType.vlan else { return find(type, bytes, at: 14, interface) }
      return find(bytes.unchecked16(16), bytes, at: 18, interface, vlan: bytes.unchecked16(14) & 0xfff)
    case .linuxCooked:
      guard isOrdinaryDevice(bytes.unchecked16(2)) else { return nil }
      let direction = FrameDecoder.direction(UInt8(truncatingIfNeeded: bytes.unchecked16(0)))
      return find(bytes.unchecked16(14), bytes, at: 16, interface, direction)
    case .linuxCooked2:
      guard isOrdinaryDevice(bytes.unchecked16(8)) else { return nil }
      let interface = UInt8(clamping: bytes.unchecked32(4))
      return find(bytes.unchecked16(0), bytes, at: 20, interface, FrameDecoder.direction(bytes.unchecked8(10)))
    case .rawIP, .rawIPOld, .rawIPOpenBSD, .ipv4, .ipv6:
      let type = bytes.unchecked8(0) >> 4 == 6 ? EtherType.ipv6 : EtherType.ipv4
      return find(type, bytes, at: 0, interface)
    default: return nil
    }
  }

  /// Whether a cooked header's protocol field tells what comes behind it.
  private static func isOrdinaryDevice(_ hardware: UInt16) -> Bool {
    hardware != HardwareType.frameRelay && hardware != HardwareType.radiotap
  }

  /// What follows an IEEE type at `start`.
  private static func find(
    _ type: UInt16, _ bytes: RawSpan, at start: Int, _ interface: UInt8,
    _ direction: Segment.LinkDirection = .unknown, vlan: UInt16 = 0
  ) -> OrdinaryFrame? {
    guard bytes.byteCount >= start &+ 40 else { return nil }
    var found: OrdinaryFrame?
    if type == EtherType.ipv4, bytes.unchecked8(start) == 0x45 {
      found = OrdinaryFrame(version4: bytes, at: start)
    } else if type == EtherType.ipv6, bytes.byteCount >= start &+ 60, bytes.unchecked8(start) >> 4 == 6 {
      found = OrdinaryFrame(version6: bytes, at: start)
    }
    found?.interface = interface
    found?.direction = direction
    found?.vlan = vlan
    return found
  }
}

extension OrdinaryFrame {
  /// Writes the segment of the frame that was found over another one; the checksum of a RST is summed where
  /// `checksums` wants it.
  @inlinable @inline(__always)
  public func read(
    _ frame: Frame, _ bytes: RawSpan, checksums: FrameDecoder.ChecksumPolicy, into segment: inout Segment
  ) {
    precondition(tcp.end <= bytes.byteCount)
    segment.frame = frame.id
    segment.time = frame.time
    segment.tuple = tuple
    segment.envelope = Segment.Envelope()
    segment.envelope.vlan = vlan
    segment.envelope.interface = interface
    segment.envelope.direction = direction
    if tcp.start == packet &+ 20 {
      segment.envelope.timeToLive = bytes.unchecked8(packet &+ 8)
      segment.envelope.trafficClass = bytes.unchecked8(packet &+ 1)
      segment.envelope.identification = bytes.unchecked16(packet &+ 4)
      segment.envelope.dontFragment = bytes.unchecked8(packet &+ 6) & 0x40 != 0
    } else {
      segment.envelope.timeToLive = bytes.unchecked8(packet &+ 7)
      segment.envelope.trafficClass = UInt8(truncatingIfNeeded: bytes.unchecked16(packet) >> 4)
    }
    readTCP(bytes, into: &segment)
    if checksums == .resets, segment.flags.contains(.rst) { Self.sum(bytes, tcp, &segment) }
  }

  /// Reads what the TCP header says.
  @inlinable @inline(__always)
  func readTCP(_ bytes: RawSpan, into segment: inout Segment) {
    let start = tcp.start
    segment.sequenceNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 4))
    segment.acknowledgmentNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 8))
    segment.flags = TCPFlags(rawValue: bytes.unchecked16(start &+ 12) & 0xfff)
    segment.window = bytes.unchecked16(start &+ 14)
    segment.payloadLength = UInt32(truncatingIfNeeded: tcp.count &- headerLength)
    segment.payloadOffset = UInt32(truncatingIfNeeded: start &+ headerLength)
    segment.capturedPayloadLength = segment.payloadLength
    segment.options = TCPOptions()
    if headerLength == 20 { return }
    if headerLength == 32, bytes.unchecked32(start &+ 20) == 0x0101_080a {
      segment.options.kinds = .timestamps
      segment.options.timestampValue = bytes.unchecked32(start &+ 24)
      segment.options.timestampEcho = bytes.unchecked32(start &+ 28)
    } else {
      Self.readOptions(bytes, tcp, headerLength: headerLength, into: &segment.options)
    }
  }

  /// Reads options that are not what most segments carry.
  ///
  /// It is shown what it needs and not all that was found, which would then have to lie in memory for every frame.
  @inline(never) @usableFromInline
  static func readOptions(_ bytes: RawSpan, _ tcp: Extent, headerLength: Int, into options: inout TCPOptions) {
    guard headerLength != 40 || !readLinuxSYN(bytes, at: tcp.start &+ 20, into: &options) else { return }
    options = TCPOptions(reading: bytes, tcp, headerLength: headerLength)
  }

  /// Sums up a RST.
  @inline(never) @usableFromInline
  static func sum(_ bytes: RawSpan, _ tcp: Extent, _ segment: inout Segment) {
    let (source, destination) = (segment.tuple.source.address, segment.tuple.destination.address)
    let pseudoHeader =
      FrameDecoder.halves(source.high) &+ FrameDecoder.halves(source.low) &+ FrameDecoder.halves(destination.high)
      &+ FrameDecoder.halves(destination.low) &+ UInt64(InternetProtocol.tcp) &+ UInt64(tcp.count)
    segment.envelope.checksum = FrameDecoder.checksum(bytes, tcp, pseudoHeader: pseudoHeader)
  }

  /// What a SYN of Linux and Android carries: maximum segment size, SACK permitted, timestamps, no-operation, window
  /// scale (`tcp_options_write`). False for any other 20 bytes.
  @inline(__always)
  private static func readLinuxSYN(_ bytes: RawSpan, at start: Int, into options: inout TCPOptions) -> Bool {
    let (size, scale) = (bytes.unchecked32(start), bytes.unchecked32(start &+ 16))
    let isTheRest = bytes.unchecked32(start &+ 4) == 0x0402_080a && scale >> 8 == 0x01_0303
    guard size >> 16 == 0x0204, isTheRest else { return false }
    options.kinds = [.maximumSegmentSize, .sackPermitted, .timestamps, .windowScale]
    options.maximumSegmentSize = UInt16(truncatingIfNeeded: size)
    options.timestampValue = bytes.unchecked32(start &+ 8)
    options.timestampEcho = bytes.unchecked32(start &+ 12)
    options.windowScale = min(14, UInt8(truncatingIfNeeded: scale))
    return true
  }
}
