extension FrameDecoder {
  /// A TCP header (RFC 9293 §3.1), as far as it was captured: with its window present it is a segment.
  ///
  /// The flags end two bytes before; tshark asks for the window too, and what it lists is the measure.
  @inline(__always)
  func tcp(_ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    let start = extent.start
    let captured = extent.captured(bytes)
    guard captured >= 16 else { return .other(extent.count < 16 ? .malformed : .truncated) }
    let control = bytes.word(start &+ 12)
    let headerLength = Int(control >> 12) &* 4
    guard headerLength >= 20 else { return .other(.malformed) }
    let flags = TCPFlags(rawValue: control & 0xfff)
    if checksums != .never, checksums == .all || flags.contains(.rst) {
      packet.envelope.checksum = checksum(path, bytes, extent)
    }
    let payloadCaptured = max(0, captured &- headerLength)
    return .segment(
      Segment(
        frame: packet.frame.id, time: packet.frame.time,
        tuple: FourTuple(
          source: Endpoint(address: path.source, port: bytes.word(start)),
          destination: Endpoint(address: path.destination, port: bytes.word(start &+ 2))),
        sequenceNumber: SequenceNumber(rawValue: bytes.long(start &+ 4)),
        acknowledgmentNumber: SequenceNumber(rawValue: bytes.long(start &+ 8)),
        flags: flags, window: bytes.word(start &+ 14),
        payloadLength: UInt32(truncatingIfNeeded: max(0, extent.count &- headerLength)),
        payloadOffset: packet.isReassembled ? 0 : UInt32(truncatingIfNeeded: start &+ headerLength),
        capturedPayloadLength: UInt32(truncatingIfNeeded: payloadCaptured),
        options: headerLength == 20
          ? TCPOptions() : TCPOptions(reading: bytes, extent, headerLength: headerLength),
        envelope: packet.envelope))
  }
}
