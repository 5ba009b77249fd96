extension FrameDecoder {
  /// Link types that are met now and then and cost a few lines each.
  mutating func rareLink(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch type {
    // FDDI: a frame control of class LLC, two addresses.
    case .fddi where bytes.byte(extent.start) & 0x70 == 0x50:
      return logicalLinkControl(bytes, extent.dropping(13), &packet)
    case .fddi: return .other(.notIP)
    case .tokenRing: return tokenRing(bytes, extent, &packet)
    case .atmLLC, .atmLLCOld: return logicalLinkControl(bytes, extent, &packet)
    case .netBSDHDLC: return ciscoHDLC(bytes, extent, &packet)
    // Classical IP over ATM (RFC 1577): with LLC, or bare.
    case .atmClassicalIP:
      return bytes.word(extent.start) == 0xaaaa
        ? logicalLinkControl(bytes, extent, &packet) : internet(bytes, extent, &packet)
    case .sunATM: return sunATM(bytes, extent, &packet)
    case .ipOverFibreChannel: return logicalLinkControl(bytes, extent.dropping(16), &packet)
    case .ipOverFireWire:
      return extent.captured(bytes) >= 18
        ? etherType(bytes.word(extent.start &+ 16), bytes, extent.dropping(18), &packet) : .other(.truncated)
    case .ipOverInfiniBand:
      return extent.captured(bytes) >= 44
        ? etherType(bytes.word(extent.start &+ 40), bytes, extent.dropping(44), &packet) : .other(.truncated)
    case .slip: return internet(bytes, extent.dropping(16), &packet)
    case .frameRelay: return frameRelay(bytes, extent, &packet)
    case .frameRelayWithDirection: return frameRelay(bytes, extent.dropping(1), &packet)
    case .pppDaemon: return pppProtocol(bytes, extent.dropping(2), &packet)
    case .pflog: return pflog(bytes, extent, &packet)
    case .nflog: return nflog(bytes, extent, &packet)
    case .pktap, .pktapOld: return pktap(bytes, extent, &packet)
    case .arcnet: return arcnet(bytes, extent.dropping(2), &packet)
    case .linuxARCNET: return arcnet(bytes, extent.dropping(4), &packet)
    default: return probeLink(type, bytes, extent, &packet)
    }
  }

  /// ARCNET behind its addresses: a system code, and where that is RFC 1201's a split flag and a number.
  private mutating func arcnet(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    switch bytes.byte(extent.start) {
    case 0xf0: return internet(bytes, extent.dropping(1), &packet)  // RFC 1051.
    case 0xd4, 0xc4:  // RFC 1201 and RFC 2497: IPv4 and IPv6.
      guard bytes.byte(extent.start &+ 1) == 0 else { return .other(.fragment) }
      return internet(bytes, extent.dropping(4), &packet)
    default: return .other(.notIP)
    }
  }

  /// Token Ring: access and frame control, two addresses, perhaps routing information (IEEE 802.5).
  private mutating func tokenRing(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 15 else { return .other(.truncated) }
    guard bytes.byte(extent.start &+ 1) >> 6 == 1 else { return .other(.notIP) }
    let isRouted = bytes.byte(extent.start &+ 8) & 0x80 != 0
    let routing = isRouted ? Int(bytes.byte(extent.start &+ 14) & 0x1f) : 0
    return logicalLinkControl(bytes, extent.dropping(14 &+ routing), &packet)
  }

  /// SunATM: a byte of traffic type, then virtual path and channel; LLC or an emulated Ethernet follows.
  private mutating func sunATM(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    switch bytes.byte(extent.start) & 0x0f {
    case 1: return ethernet(bytes, extent.dropping(6), &packet)
    case 2: return logicalLinkControl(bytes, extent.dropping(4), &packet)
    default: return .other(.notIP)
    }
  }

  /// Frame Relay: an address that ends at its extension bit, then RFC 2427's NLPID or Cisco's IEEE type.
  mutating func frameRelay(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var inner = extent
    for _ in 0..<4 where inner.captured(bytes) > 0 {
      let isLast = bytes.byte(inner.start) & 1 == 1
      inner = inner.dropping(1)
      if isLast { break }
    }
    guard inner.captured(bytes) >= 4 else { return .other(.truncated) }
    guard bytes.byte(inner.start) == 3 else {
      return etherType(bytes.word(inner.start), bytes, inner.dropping(2), &packet)
    }
    return networkLayer(bytes, inner.dropping(bytes.byte(inner.start &+ 1) == 0 ? 2 : 1), &packet)
  }

  /// pflog: its own length in the first byte, rounded up to four, then IP.
  private mutating func pflog(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    return internet(bytes, extent.dropping((Int(bytes.byte(extent.start)) &+ 3) / 4 * 4), &packet)
  }

  /// nflog: attributes in the byte order of the capturing host; attribute 9 is the packet.
  private mutating func nflog(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var rest = extent.dropping(4)
    for _ in 0..<64 where rest.captured(bytes) >= 4 {
      // A length of the wrong byte order is at least 256 × 4, or not a multiple that an attribute can have.
      let isLittle = bytes.byte(rest.start &+ 3) == 0 || bytes.byte(rest.start &+ 2) != 0
      let length = bytes.word(rest.start)
      let type = bytes.word(rest.start &+ 2)
      let count = Int(isLittle ? length.byteSwapped : length)
      guard count >= 4 else { return .other(.malformed) }
      if (isLittle ? type.byteSwapped : type) == 9 {
        return internet(bytes, Extent(from: rest.start &+ 4, to: min(rest.end, rest.start &+ count)), &packet)
      }
      rest = rest.dropping((count &+ 3) / 4 * 4)
    }
    return .other(.truncated)
  }

  /// Apple's PKTAP: header length, record type and the real link type, all little-endian.
  private mutating func pktap(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 12 else { return .other(.truncated) }
    let length = bytes.long(extent.start).byteSwapped
    guard length >= 12, Int(length) <= extent.count else { return .other(.malformed) }
    let type = LinkType(rawValue: UInt16(truncatingIfNeeded: bytes.long(extent.start &+ 8).byteSwapped))
    return link(type, bytes, extent.dropping(Int(length)), &packet)
  }
}
