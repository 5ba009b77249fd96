extension FrameDecoder {
  /// PPP, with or without the address and control bytes of HDLC framing (RFC 1662 §3.1).
  mutating func ppp(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    switch bytes.byte(extent.start) {
    case 0xff: return pppProtocol(bytes, extent.dropping(2), &packet)
    case 0x0f, 0x8f: return ciscoHDLC(bytes, extent, &packet)
    default: return pppProtocol(bytes, extent, &packet)
    }
  }

  /// The PPP protocol field, one byte where it is compressed (RFC 1661 §6.5), and what it names.
  mutating func pppProtocol(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 2 else { return .other(.truncated) }
    guard packet.descend() else { return .other(.malformed) }
    let isCompressed = bytes.byte(extent.start) & 1 == 1
    let number = isCompressed ? UInt16(bytes.byte(extent.start)) : bytes.word(extent.start)
    let inner = extent.dropping(isCompressed ? 1 : 2)
    switch number {
    case 0x0021, 0x0057, EtherType.ipv4, EtherType.ipv6: return internet(bytes, inner, &packet)
    case 0x0031: return bridgedPPP(bytes, inner, &packet)
    case 0x0281, 0x0283: return mpls(bytes, inner, &packet)
    case 0x003d: return multilink(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }

  /// The Bridging Control Protocol's frames (RFC 3518 §4.1): flags, a kind of medium, and Ethernet where that is 1.
  private mutating func bridgedPPP(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    let isControl = bytes.byte(extent.start) & 0x10 != 0
    guard !isControl, bytes.byte(extent.start &+ 1) == 1 else { return .other(.notIP) }
    return innerEthernet(bytes, extent.dropping(2), &packet)
  }

  /// Multilink PPP (RFC 1990 §3) with the long sequence number: four bytes, then PPP. A packet that came in several
  /// pieces would have to wait for links that are in no capture.
  private mutating func multilink(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    guard bytes.byte(extent.start) & 0xc0 == 0xc0 else { return .other(.fragment) }
    return pppProtocol(bytes, extent.dropping(4), &packet)
  }

  /// A PPPoE session's data (RFC 2516 §4): version, code, session and length, then PPP.
  ///
  /// The length says less than that of the IP header, which is summed, and contradicts it in real captures.
  mutating func pppoe(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    return pppProtocol(bytes, extent.dropping(6), &packet)
  }

  /// Cisco HDLC: address, control, then an IEEE type.
  mutating func ciscoHDLC(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    if bytes.word(extent.start) == 0xff03 { return pppProtocol(bytes, extent.dropping(2), &packet) }
    return etherType(bytes.word(extent.start &+ 2), bytes, extent.dropping(4), &packet)
  }
}
