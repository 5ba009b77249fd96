/// The road that nearly all frames of nearly all captures take: Ethernet, IPv4 without options, whole, TCP.
///
/// It says nothing that the general road does not say; a test compares the two. One look at the length stands for
/// all bounds checks, which makes it several times as fast.
extension FrameDecoder {
  /// Writes the segment of a frame of that shape; false, and nothing written, where anything is out of the ordinary.
  @inline(__always)
  func commonCase(_ frame: Frame, _ bytes: RawSpan, into segment: inout Segment) -> Bool {
    guard frame.linkType == .ethernet, bytes.byteCount >= 54 else { return false }
    let total = Int(bytes.unchecked16(16))
    let control = bytes.unchecked16(46)
    let headerLength = Int(control >> 12) &* 4
    guard bytes.unchecked16(12) == EtherType.ipv4, bytes.unchecked8(14) == 0x45,
      bytes.unchecked16(20) & 0x3fff == 0, bytes.unchecked8(23) == InternetProtocol.tcp,
      14 &+ total <= bytes.byteCount, headerLength >= 20, 20 &+ headerLength <= total, checksums != .all
    else { return false }
    segment.frame = frame.id
    segment.time = frame.time
    segment.tuple = FourTuple(
      source: Endpoint(address: IPAddress(v4: bytes.unchecked32(26)), port: bytes.unchecked16(34)),
      destination: Endpoint(address: IPAddress(v4: bytes.unchecked32(30)), port: bytes.unchecked16(36)))
    segment.sequenceNumber = SequenceNumber(rawValue: bytes.unchecked32(38))
    segment.acknowledgmentNumber = SequenceNumber(rawValue: bytes.unchecked32(42))
    segment.flags = TCPFlags(rawValue: control & 0xfff)
    segment.window = bytes.unchecked16(48)
    segment.payloadLength = UInt32(truncatingIfNeeded: total &- 20 &- headerLength)
    segment.payloadOffset = UInt32(truncatingIfNeeded: 34 &+ headerLength)
    segment.capturedPayloadLength = segment.payloadLength
    segment.options = Self.commonOptions(bytes, total: total, headerLength: headerLength)
    segment.envelope = commonEnvelope(
      frame, bytes,
      summed: checksums == .resets && segment.flags.contains(.rst) ? Extent(from: 34, to: 14 &+ total) : nil)
    return true
  }

  @inline(__always)
  private static func commonOptions(_ bytes: RawSpan, total: Int, headerLength: Int) -> TCPOptions {
    if headerLength == 32, bytes.unchecked32(54) == 0x0101_080a {
      var options = TCPOptions()
      options.kinds = .timestamps
      options.timestampValue = bytes.unchecked32(58)
      options.timestampEcho = bytes.unchecked32(62)
      return options
    }
    guard headerLength > 20 else { return TCPOptions() }
    return TCPOptions(reading: bytes, Extent(from: 34, to: 14 &+ total), headerLength: headerLength)
  }

  @inline(__always)
  private func commonEnvelope(_ frame: Frame, _ bytes: RawSpan, summed segment: Extent?) -> Segment.Envelope {
    var envelope = Segment.Envelope()
    envelope.timeToLive = bytes.unchecked8(22)
    envelope.trafficClass = bytes.unchecked8(15)
    envelope.identification = bytes.unchecked16(18)
    envelope.dontFragment = bytes.unchecked8(20) & 0x40 != 0
    envelope.interface = UInt8(clamping: frame.interface)
    if let segment {
      let pseudo =
        UInt64(InternetProtocol.tcp) &+ UInt64(segment.count) &+ UInt64(bytes.unchecked32(26))
        &+ UInt64(bytes.unchecked32(30))
      envelope.checksum = Self.checksum(bytes, segment, pseudoHeader: pseudo)
    }
    return envelope
  }
}
