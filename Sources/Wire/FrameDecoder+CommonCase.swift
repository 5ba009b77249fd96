/// The road that nearly all frames of nearly all captures take: Ethernet, with a VLAN tag or without, Linux cooked or raw
/// IP; IPv4 without options or IPv6 without extension headers, whole; TCP.
///
/// It says nothing that the general road does not say; a test compares the two. One look at the length stands for
/// all bounds checks, which makes it several times as fast.
extension FrameDecoder {
  /// Writes the segment of a frame of that shape; false, and nothing of worth written, where anything is out of the
  /// ordinary.
  @inline(__always)
  func commonCase(_ frame: Frame, _ bytes: RawSpan, into segment: inout Segment) -> Bool {
    guard frame.linkType == .ethernet, bytes.byteCount >= 54, checksums != .all else {
      return otherCommonCase(frame, bytes, into: &segment)
    }
    let type = bytes.unchecked32(12)
    if type & 0xffff_ff00 == 0x0800_4500 { return ordinary4(frame, bytes, at: 14, into: &segment) }
    if type >> 12 == 0x8_6dd6 { return bytes.byteCount >= 74 && ordinary6(frame, bytes, at: 14, into: &segment) }
    return type >> 16 == UInt32(EtherType.vlan) && taggedCase(frame, bytes, into: &segment)
  }

  /// One IEEE 802.1Q tag.
  @inline(never)
  private func taggedCase(_ frame: Frame, _ bytes: RawSpan, into segment: inout Segment) -> Bool {
    guard ordinary(bytes.unchecked16(16), frame, bytes, at: 18, into: &segment) else { return false }
    segment.envelope.vlan = bytes.unchecked16(14) & 0xfff
    return true
  }

  /// The link headers of `any` and of devices without any.
  @inline(never)
  private func otherCommonCase(_ frame: Frame, _ bytes: RawSpan, into segment: inout Segment) -> Bool {
    guard bytes.byteCount >= 40, checksums != .all else { return false }
    switch frame.linkType {
    case .linuxCooked:
      guard isOrdinaryDevice(bytes.unchecked16(2)),
        ordinary(bytes.unchecked16(14), frame, bytes, at: 16, into: &segment)
      else { return false }
      segment.envelope.direction = Self.direction(UInt8(truncatingIfNeeded: bytes.unchecked16(0)))
    case .linuxCooked2:
      guard isOrdinaryDevice(bytes.unchecked16(8)),
        ordinary(bytes.unchecked16(0), frame, bytes, at: 20, into: &segment)
      else { return false }
      segment.envelope.direction = Self.direction(bytes.unchecked8(10))
      segment.envelope.interface = UInt8(clamping: bytes.unchecked32(4))
    case .rawIP, .rawIPOld, .rawIPOpenBSD, .ipv4, .ipv6:
      let type = bytes.unchecked8(0) >> 4 == 6 ? EtherType.ipv6 : EtherType.ipv4
      return ordinary(type, frame, bytes, at: 0, into: &segment)
    default: return false
    }
    return true
  }

  /// Whether a cooked header's protocol field tells what comes behind it.
  private func isOrdinaryDevice(_ hardware: UInt16) -> Bool {
    hardware != HardwareType.frameRelay && hardware != HardwareType.radiotap
  }

  /// What follows an IEEE type at `start`.
  private func ordinary(
    _ type: UInt16, _ frame: Frame, _ bytes: RawSpan, at start: Int, into segment: inout Segment
  ) -> Bool {
    guard bytes.byteCount >= start &+ 40 else { return false }
    if type == EtherType.ipv4 {
      return bytes.unchecked8(start) == 0x45 && ordinary4(frame, bytes, at: start, into: &segment)
    }
    return type == EtherType.ipv6 && bytes.byteCount >= start &+ 60 && bytes.unchecked8(start) >> 4 == 6
      && ordinary6(frame, bytes, at: start, into: &segment)
  }

  /// An IPv4 header of 20 bytes at `start`, and TCP.
  @inline(__always)
  private func ordinary4(_ frame: Frame, _ bytes: RawSpan, at start: Int, into segment: inout Segment) -> Bool {
    let tcp = Extent(from: start &+ 20, to: start &+ Int(bytes.unchecked16(start &+ 2)))
    guard bytes.unchecked16(start &+ 6) & 0x3fff == 0, bytes.unchecked8(start &+ 9) == InternetProtocol.tcp,
      fits(tcp, bytes)
    else { return false }
    let (source, destination) = (bytes.unchecked32(start &+ 12), bytes.unchecked32(start &+ 16))
    segment.tuple = FourTuple(
      source: Endpoint(address: IPAddress(v4: source), port: bytes.unchecked16(start &+ 20)),
      destination: Endpoint(address: IPAddress(v4: destination), port: bytes.unchecked16(start &+ 22)))
    segment.envelope = Segment.Envelope()
    segment.envelope.timeToLive = bytes.unchecked8(start &+ 8)
    segment.envelope.trafficClass = bytes.unchecked8(start &+ 1)
    segment.envelope.identification = bytes.unchecked16(start &+ 4)
    segment.envelope.dontFragment = bytes.unchecked8(start &+ 6) & 0x40 != 0
    write(frame, bytes, tcp, into: &segment, pseudoHeader: UInt64(source) &+ UInt64(destination))
    return true
  }

  /// An IPv6 header at `start`, and TCP.
  @inline(__always)
  private func ordinary6(_ frame: Frame, _ bytes: RawSpan, at start: Int, into segment: inout Segment) -> Bool {
    let tcp = Extent(from: start &+ 40, to: start &+ 40 &+ Int(bytes.unchecked16(start &+ 4)))
    guard bytes.unchecked8(start &+ 6) == InternetProtocol.tcp, fits(tcp, bytes) else { return false }
    let source = IPAddress(v6High: bytes.unchecked64(start &+ 8), low: bytes.unchecked64(start &+ 16))
    let destination = IPAddress(v6High: bytes.unchecked64(start &+ 24), low: bytes.unchecked64(start &+ 32))
    segment.tuple = FourTuple(
      source: Endpoint(address: source, port: bytes.unchecked16(start &+ 40)),
      destination: Endpoint(address: destination, port: bytes.unchecked16(start &+ 42)))
    segment.envelope = Segment.Envelope()
    segment.envelope.timeToLive = bytes.unchecked8(start &+ 7)
    segment.envelope.trafficClass = UInt8(truncatingIfNeeded: bytes.unchecked16(start) >> 4)
    let pseudo = Self.halves(source.high) &+ Self.halves(source.low) &+ Self.halves(destination.high)
    write(frame, bytes, tcp, into: &segment, pseudoHeader: pseudo &+ Self.halves(destination.low))
    return true
  }

  /// Whether a TCP segment lies within the frame, its header whole.
  @inline(__always)
  private func fits(_ tcp: Extent, _ bytes: RawSpan) -> Bool {
    guard tcp.end <= bytes.byteCount, tcp.count >= 20 else { return false }
    let headerLength = Int(bytes.unchecked8(tcp.start &+ 12) >> 4) &* 4
    return headerLength >= 20 && headerLength <= tcp.count
  }

  /// Writes what the TCP header says; `pseudoHeader` is the sum of the addresses.
  @inline(__always)
  private func write(
    _ frame: Frame, _ bytes: RawSpan, _ tcp: Extent, into segment: inout Segment, pseudoHeader: UInt64
  ) {
    let start = tcp.start
    let control = bytes.unchecked16(start &+ 12)
    let headerLength = Int(control >> 12) &* 4
    segment.frame = frame.id
    segment.time = frame.time
    segment.sequenceNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 4))
    segment.acknowledgmentNumber = SequenceNumber(rawValue: bytes.unchecked32(start &+ 8))
    segment.flags = TCPFlags(rawValue: control & 0xfff)
    segment.window = bytes.unchecked16(start &+ 14)
    segment.payloadLength = UInt32(truncatingIfNeeded: tcp.count &- headerLength)
    segment.payloadOffset = UInt32(truncatingIfNeeded: start &+ headerLength)
    segment.capturedPayloadLength = segment.payloadLength
    segment.options = Self.commonOptions(bytes, tcp, headerLength: headerLength)
    segment.envelope.interface = UInt8(clamping: frame.interface)
    guard checksums == .resets, segment.flags.contains(.rst) else { return }
    let pseudo = pseudoHeader &+ UInt64(InternetProtocol.tcp) &+ UInt64(tcp.count)
    segment.envelope.checksum = Self.checksum(bytes, tcp, pseudoHeader: pseudo)
  }

  @inline(__always)
  private static func commonOptions(_ bytes: RawSpan, _ tcp: Extent, headerLength: Int) -> TCPOptions {
    if headerLength == 32, bytes.unchecked32(tcp.start &+ 20) == 0x0101_080a {
      var options = TCPOptions()
      options.kinds = .timestamps
      options.timestampValue = bytes.unchecked32(tcp.start &+ 24)
      options.timestampEcho = bytes.unchecked32(tcp.start &+ 28)
      return options
    }
    guard headerLength > 20 else { return TCPOptions() }
    if headerLength == 40, let options = ofLinuxSYN(bytes, at: tcp.start &+ 20) { return options }
    return TCPOptions(reading: bytes, tcp, headerLength: headerLength)
  }

  /// What a SYN of Linux and Android carries: maximum segment size, SACK permitted, timestamps, no-operation, window
  /// scale (`tcp_options_write`). Nil for any other 20 bytes.
  @inline(__always)
  private static func ofLinuxSYN(_ bytes: RawSpan, at start: Int) -> TCPOptions? {
    let (size, scale) = (bytes.unchecked32(start), bytes.unchecked32(start &+ 16))
    let hasSize = size >> 16 == 0x0204
    let isTheRest = bytes.unchecked32(start &+ 4) == 0x0402_080a && scale >> 8 == 0x01_0303
    guard hasSize, isTheRest else { return nil }
    var options = TCPOptions()
    options.kinds = [.maximumSegmentSize, .sackPermitted, .timestamps, .windowScale]
    options.maximumSegmentSize = UInt16(truncatingIfNeeded: size)
    options.timestampValue = bytes.unchecked32(start &+ 8)
    options.timestampEcho = bytes.unchecked32(start &+ 12)
    options.windowScale = min(14, UInt8(truncatingIfNeeded: scale))
    return options
  }
}
