extension FrameDecoder {
  /// BSD loopback and its kin: a four-byte address family in either byte order, then IP.
  ///
  /// The family of IPv6 differs by system (10, 24, 28, 30), and some writers put an IEEE type there, so the version
  /// in the IP header decides, and the family only tells IP from the rest.
  mutating func loopback(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    if packet.frame.linkType == .encapsulated { return internet(bytes, extent.dropping(12), &packet) }
    if bytes.word(extent.start) == 0xff03 { return ppp(bytes, extent, &packet) }
    let written = bytes.long(extent.start)
    // BSD/OS puts a length into the other half of a swapped family.
    let family = written > 0xffff ? written.byteSwapped & 0xffff : written
    switch family {
    case 2, 10, 24, 28, 30: return internet(bytes, extent.dropping(4), &packet)
    case 1501...0xffff: return etherType(UInt16(truncatingIfNeeded: family), bytes, extent.dropping(4), &packet)
    default: return .other(.notIP)
    }
  }

  /// Linux cooked v1: 16 bytes; type, ARPHRD, address, protocol.
  mutating func linuxCooked(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 16 else { return .other(.truncated) }
    packet.envelope.direction = Self.direction(UInt8(truncatingIfNeeded: bytes.word(extent.start)))
    return cookedProtocol(
      bytes.word(extent.start &+ 14), hardware: bytes.word(extent.start &+ 2), bytes, extent.dropping(16), &packet)
  }

  /// Linux cooked v2: 20 bytes; protocol, interface, ARPHRD, type, address.
  mutating func linuxCooked2(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 20 else { return .other(.truncated) }
    packet.envelope.direction = Self.direction(bytes.byte(extent.start &+ 10))
    packet.envelope.interface = UInt8(clamping: bytes.long(extent.start &+ 4))
    return cookedProtocol(
      bytes.word(extent.start), hardware: bytes.word(extent.start &+ 8), bytes, extent.dropping(20), &packet)
  }

  /// The protocol field of a cooked header, whose meaning hangs on the hardware type: GRE devices put GRE's there.
  private mutating func cookedProtocol(
    _ number: UInt16, hardware: UInt16, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    switch (hardware, number) {
    case (HardwareType.frameRelay, _): return frameRelay(bytes, extent, &packet)
    case (HardwareType.radiotap, _): return link(.ieee80211Radiotap, bytes, extent, &packet)
    case (_, 0x0001): return .other(.notIP)  // Novell raw 802.3.
    case (_, 0x0003): return innerEthernet(bytes, extent, &packet)
    case (_, 0x0004): return logicalLinkControl(bytes, extent, &packet)
    case (_, 0x0007): return ppp(bytes, extent, &packet)
    case (0xffff, 0x0000): return internet(bytes, extent, &packet)
    default: return etherType(number, bytes, extent, &packet)
    }
  }

  /// PACKET_OUTGOING is 4; PACKET_HOST, _BROADCAST and _MULTICAST came in; PACKET_OTHERHOST only passed by.
  static func direction(_ packetType: UInt8) -> Segment.LinkDirection {
    switch packetType {
    case 0, 1, 2: .incoming
    case 3: .other
    case 4: .outgoing
    default: .unknown
    }
  }
}

/// Hardware types (`linux/if_arp.h`) behind whose cooked header something else comes than its protocol field says.
enum HardwareType {
  static let frameRelay: UInt16 = 770
  static let radiotap: UInt16 = 803
}
