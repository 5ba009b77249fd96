/// The road that nearly all frames of nearly all captures take: Ethernet, IPv4 without options, whole, TCP.
///
/// It says nothing that the general road does not say; a test compares the two. One look at the length stands for
/// all bounds checks, which makes it several times as fast.
extension FrameDecoder {
  /// The segment of a frame of that shape; nil where anything is out of the ordinary.
  @inline(__always)
  func commonCase(_ frame: Frame, _ bytes: RawSpan) -> Decoded? {
    guard frame.linkType == .ethernet, bytes.byteCount >= 54 else { return nil }
    let total = Int(bytes.unchecked16(16))
    let control = bytes.unchecked16(46)
    let headerLength = Int(control >> 12) &* 4
    guard bytes.unchecked16(12) == EtherType.ipv4, bytes.unchecked8(14) == 0x45,
      bytes.unchecked16(20) & 0x3fff == 0, bytes.unchecked8(23) == InternetProtocol.tcp,
      14 &+ total <= bytes.byteCount, headerLength >= 20, 20 &+ headerLength <= total
    else { return nil }
    let flags = TCPFlags(rawValue: control & 0xfff)
    guard checksums == .never || checksums == .resets && !flags.contains(.rst) else { return nil }
    var options = TCPOptions()
    if headerLength == 32, bytes.byteCount >= 66, bytes.unchecked32(54) == 0x0101_080a {
      options.kinds = .timestamps
      options.timestampValue = bytes.unchecked32(58)
      options.timestampEcho = bytes.unchecked32(62)
    } else if headerLength > 20 {
      options = TCPOptions(reading: bytes, Extent(from: 34, to: 14 &+ total), headerLength: headerLength)
    }
    let payload = UInt32(truncatingIfNeeded: total &- 20 &- headerLength)
    return .segment(
      Segment(
        frame: frame.id, time: frame.time,
        tuple: FourTuple(
          source: Endpoint(address: IPAddress(v4: bytes.unchecked32(26)), port: bytes.unchecked16(34)),
          destination: Endpoint(address: IPAddress(v4: bytes.unchecked32(30)), port: bytes.unchecked16(36))),
        sequenceNumber: SequenceNumber(rawValue: bytes.unchecked32(38)),
        acknowledgmentNumber: SequenceNumber(rawValue: bytes.unchecked32(42)), flags: flags,
        window: bytes.unchecked16(48), payloadLength: payload,
        payloadOffset: UInt32(truncatingIfNeeded: 34 &+ headerLength), capturedPayloadLength: payload,
        options: options, envelope: commonEnvelope(frame, bytes)))
  }

  @inline(__always)
  private func commonEnvelope(_ frame: Frame, _ bytes: RawSpan) -> Segment.Envelope {
    var envelope = Segment.Envelope()
    envelope.timeToLive = bytes.unchecked8(22)
    envelope.trafficClass = bytes.unchecked8(15)
    envelope.identification = bytes.unchecked16(18)
    envelope.dontFragment = bytes.unchecked8(20) & 0x40 != 0
    envelope.interface = UInt8(clamping: frame.interface)
    return envelope
  }
}

/// Big-endian reads whose caller has proved the length.
extension RawSpan {
  @inline(__always)
  fileprivate func unchecked8(_ offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  @inline(__always)
  fileprivate func unchecked16(_ offset: Int) -> UInt16 {
    UInt16(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  @inline(__always)
  fileprivate func unchecked32(_ offset: Int) -> UInt32 {
    UInt32(bigEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }
}
