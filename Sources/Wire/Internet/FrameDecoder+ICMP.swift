extension FrameDecoder {
  /// An ICMP (RFC 792) or ICMPv6 (RFC 4443) error that quotes a TCP segment; any other message is no concern of ours.
  mutating func icmp(_ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let type = bytes.byte(extent.start)
    let isError = path.source.version == .v4 ? [3, 4, 5, 11, 12].contains(type) : (1...4).contains(type)
    guard isError else { return .other(.notTCP) }
    guard let quote = quotation(bytes, extent.dropping(8)) else { return .other(.notTCP) }
    let sequenceIsThere = quote.segment.captured(bytes) >= 8
    let flagsAreThere = quote.segment.captured(bytes) >= 14
    let start = quote.segment.start
    return .icmp(
      ICMPError(
        frame: packet.frame.id, time: packet.frame.time, sender: path.source, recipient: path.destination, type: type,
        code: bytes.byte(extent.start &+ 1),
        quotedTuple: FourTuple(
          source: Endpoint(address: quote.path.source, port: bytes.word(start)),
          destination: Endpoint(address: quote.path.destination, port: bytes.word(start &+ 2))),
        quotedSequenceNumber: SequenceNumber(rawValue: sequenceIsThere ? bytes.long(start &+ 4) : 0),
        quotedFlags: TCPFlags(rawValue: flagsAreThere ? bytes.word(start &+ 12) & 0xfff : 0)))
  }

  /// The quoted IP header and the start of its TCP header; nil where there is no TCP with both ports.
  ///
  /// The quote's own lengths are those of the packet that was refused, so only what is present counts.
  private func quotation(_ bytes: RawSpan, _ extent: Extent) -> (path: Path, segment: Extent)? {
    let start = extent.start
    guard extent.captured(bytes) >= 20 else { return nil }
    if bytes.byte(start) >> 4 == 4 {
      let segment = extent.dropping(Int(bytes.byte(start) & 0x0f) &* 4)
      guard bytes.byte(start &+ 9) == InternetProtocol.tcp, bytes.word(start &+ 6) & 0x1fff == 0 else { return nil }
      guard segment.start >= start &+ 20, segment.captured(bytes) >= 4 else { return nil }
      let addresses = (IPAddress(v4: bytes.long(start &+ 12)), IPAddress(v4: bytes.long(start &+ 16)))
      return (Path(source: addresses.0, destination: addresses.1), segment)
    }
    guard bytes.byte(start) >> 4 == 6, let segment = quotedIPv6Segment(bytes, extent) else { return nil }
    let path = Path(
      source: IPAddress(v6: bytes, start &+ 8),
      destination: IPAddress(v6: bytes, start &+ 24))
    return (path, segment)
  }

  /// Steps over a quoted IPv6 header and at most eight extension headers.
  private func quotedIPv6Segment(_ bytes: RawSpan, _ extent: Extent) -> Extent? {
    var next = bytes.byte(extent.start &+ 6)
    var rest = extent.dropping(40)
    for _ in 0..<8 where next != InternetProtocol.tcp {
      guard rest.captured(bytes) >= 8 else { return nil }
      let units = Int(bytes.byte(rest.start &+ 1))
      let following = bytes.byte(rest.start)
      switch next {
      case InternetProtocol.hopByHop, InternetProtocol.routing, InternetProtocol.destinationOptions:
        rest = rest.dropping((units &+ 1) &* 8)
      case InternetProtocol.authentication: rest = rest.dropping((units &+ 2) &* 4)
      case InternetProtocol.fragment where bytes.word(rest.start &+ 2) & 0xfff8 == 0: rest = rest.dropping(8)
      default: return nil
      }
      next = following
    }
    return next == InternetProtocol.tcp && rest.captured(bytes) >= 4 ? rest : nil
  }
}
