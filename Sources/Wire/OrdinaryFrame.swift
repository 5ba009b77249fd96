/// The road that nearly all frames of nearly all captures take: Ethernet, with a VLAN tag or without, Linux cooked or raw
/// IP; IPv4 without options or IPv6 without extension headers, whole; TCP.
///
/// It says nothing that the general road does not say; a test compares the two. One look at the length stands for
/// all bounds checks, which makes it several times as fast. What is found is read apart, for where a segment is to be
/// written may depend on whose it is.
public struct OrdinaryFrame: Sendable {
  /// From whom to whom.
  public private(set) var tuple = Segment.none.tuple
  private var packet = 0
  private var tcp = Extent(from: 0, to: 0)
  private var headerLength = 0
  private var vlan: UInt16 = 0
  private var interface: UInt8 = 0
  private var direction = Segment.LinkDirection.unknown
  private let checksums: FrameDecoder.ChecksumPolicy

  /// Nothing was found yet; with all checksums, nothing will be.
  public init(checksums: FrameDecoder.ChecksumPolicy = .resets) { self.checksums = checksums }

  /// Finds out whether a frame has that shape; where it has not, what was found is of no worth.
  public mutating func find(_ frame: Frame, _ bytes: RawSpan) -> Bool {
    (vlan, direction) = (0, .unknown)
    interface = UInt8(clamping: frame.interface)
    guard frame.linkType == .ethernet, bytes.byteCount >= 54, checksums != .all else { return findOther(frame, bytes) }
    let type = bytes.unchecked32(12)
    if type & 0xffff_ff00 == 0x0800_4500 { return find4(bytes, at: 14) }
    if type >> 12 == 0x8_6dd6 { return bytes.byteCount >= 74 && find6(bytes, at: 14) }
    return type >> 16 == UInt32(EtherType.vlan) && findTagged(bytes)
  }

  /// Writes the segment of the frame that was found over another one. Mutating, although it changes nothing, for a copy of
  /// what was found would cost as much as all the rest.
  public mutating func read(_ frame: Frame, _ bytes: RawSpan, into segment: inout Segment) {
    precondition(tcp.end <= bytes.byteCount)
    segment.frame = frame.id
    segment.time = frame.time
    segment.tuple.source = tuple.source
    segment.tuple.destination = tuple.destination
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
  }

  /// One IEEE 802.1Q tag.
  @inline(never)
  private mutating func findTagged(_ bytes: RawSpan) -> Bool {
    vlan = bytes.unchecked16(14) & 0xfff
    return find(bytes.unchecked16(16), bytes, at: 18)
  }

  /// The link headers of `any` and of devices without any.
  @inline(never)
  private mutating func findOther(_ frame: Frame, _ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 40, checksums != .all else { return false }
    switch frame.linkType {
    case .linuxCooked:
      guard isOrdinaryDevice(bytes.unchecked16(2)) else { return false }
      direction = FrameDecoder.direction(UInt8(truncatingIfNeeded: bytes.unchecked16(0)))
      return find(bytes.unchecked16(14), bytes, at: 16)
    case .linuxCooked2:
      guard isOrdinaryDevice(bytes.unchecked16(8)) else { return false }
      direction = FrameDecoder.direction(bytes.unchecked8(10))
      interface = UInt8(clamping: bytes.unchecked32(4))
      return find(bytes.unchecked16(0), bytes, at: 20)
    case .rawIP, .rawIPOld, .rawIPOpenBSD, .ipv4, .ipv6:
      let type = bytes.unchecked8(0) >> 4 == 6 ? EtherType.ipv6 : EtherType.ipv4
      return find(type, bytes, at: 0)
    default: return false
    }
  }

  /// Whether a cooked header's protocol field tells what comes behind it.
  private func isOrdinaryDevice(_ hardware: UInt16) -> Bool {
    hardware != HardwareType.frameRelay && hardware != HardwareType.radiotap
  }

  /// What follows an IEEE type at `start`.
  private mutating func find(_ type: UInt16, _ bytes: RawSpan, at start: Int) -> Bool {
    guard bytes.byteCount >= start &+ 40 else { return false }
    if type == EtherType.ipv4 { return bytes.unchecked8(start) == 0x45 && find4(bytes, at: start) }
    return type == EtherType.ipv6 && bytes.byteCount >= start &+ 60 && bytes.unchecked8(start) >> 4 == 6
      && find6(bytes, at: start)
  }

  /// An IPv4 header of 20 bytes at `start`, and TCP.
  @inline(__always)
  private mutating func find4(_ bytes: RawSpan, at start: Int) -> Bool {
    let tcp = Extent(from: start &+ 20, to: start &+ Int(bytes.unchecked16(start &+ 2)))
    guard bytes.unchecked16(start &+ 6) & 0x3fff == 0, bytes.unchecked8(start &+ 9) == InternetProtocol.tcp,
      take(tcp, of: start, bytes)
    else { return false }
    tuple = FourTuple(
      source: Endpoint(
        address: IPAddress(v4: bytes.unchecked32(start &+ 12)), port: bytes.unchecked16(start &+ 20)),
      destination: Endpoint(
        address: IPAddress(v4: bytes.unchecked32(start &+ 16)), port: bytes.unchecked16(start &+ 22)))
    return true
  }

  /// An IPv6 header at `start`, and TCP.
  @inline(__always)
  private mutating func find6(_ bytes: RawSpan, at start: Int) -> Bool {
    let tcp = Extent(from: start &+ 40, to: start &+ 40 &+ Int(bytes.unchecked16(start &+ 4)))
    guard bytes.unchecked8(start &+ 6) == InternetProtocol.tcp, take(tcp, of: start, bytes) else {
      return false
    }
    let source = IPAddress(v6High: bytes.unchecked64(start &+ 8), low: bytes.unchecked64(start &+ 16))
    let destination = IPAddress(v6High: bytes.unchecked64(start &+ 24), low: bytes.unchecked64(start &+ 32))
    tuple = FourTuple(
      source: Endpoint(address: source, port: bytes.unchecked16(start &+ 40)),
      destination: Endpoint(address: destination, port: bytes.unchecked16(start &+ 42)))
    return true
  }

  /// Takes a TCP segment of the packet at `packet` if it lies within the frame, its header whole.
  @inline(__always)
  private mutating func take(_ tcp: Extent, of packet: Int, _ bytes: RawSpan) -> Bool {
    guard tcp.end <= bytes.byteCount, tcp.count >= 20 else { return false }
    (self.packet, self.tcp) = (packet, tcp)
    headerLength = Int(bytes.unchecked8(tcp.start &+ 12) >> 4) &* 4
    return headerLength >= 20 && headerLength <= tcp.count
  }

  /// Reads what the TCP header says.
  @inline(__always)
  private func readTCP(_ bytes: RawSpan, into segment: inout Segment) {
    let start = tcp.start
    segment.sequenceNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 4))
    segment.acknowledgmentNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 8))
    segment.flags = TCPFlags(rawValue: bytes.unchecked16(start &+ 12) & 0xfff)
    segment.window = bytes.unchecked16(start &+ 14)
    segment.payloadLength = UInt32(truncatingIfNeeded: tcp.count &- headerLength)
    segment.payloadOffset = UInt32(truncatingIfNeeded: start &+ headerLength)
    segment.capturedPayloadLength = segment.payloadLength
    readOptions(bytes, into: &segment.options)
    guard checksums == .resets, segment.flags.contains(.rst) else { return }
    let (source, destination) = (tuple.source.address, tuple.destination.address)
    let pseudoHeader =
      FrameDecoder.halves(source.high) &+ FrameDecoder.halves(source.low) &+ FrameDecoder.halves(destination.high)
      &+ FrameDecoder.halves(destination.low) &+ UInt64(InternetProtocol.tcp) &+ UInt64(tcp.count)
    segment.envelope.checksum = FrameDecoder.checksum(bytes, tcp, pseudoHeader: pseudoHeader)
  }

  @inline(__always)
  private func readOptions(_ bytes: RawSpan, into options: inout TCPOptions) {
    let start = tcp.start &+ 20
    options = TCPOptions()
    if headerLength == 20 { return }
    if headerLength == 32, bytes.unchecked32(start) == 0x0101_080a {
      options.kinds = .timestamps
      options.timestampValue = bytes.unchecked32(start &+ 4)
      options.timestampEcho = bytes.unchecked32(start &+ 8)
    } else if headerLength != 40 || !Self.readLinuxSYN(bytes, at: start, into: &options) {
      options = TCPOptions(reading: bytes, tcp, headerLength: headerLength)
    }
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
