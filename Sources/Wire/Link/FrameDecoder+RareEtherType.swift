extension FrameDecoder {
  /// Bridging and fabric headers between Ethernet and IP that are met now and then.
  mutating func rareEtherType(
    _ type: UInt16, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    switch type {
    // HSR (IEC 62439-3): path, size and sequence number, then the type that it pushed aside. IEEE 802.1CB: two reserved
    // bytes and a sequence number.
    case EtherType.redundancy, EtherType.frameReplication:
      guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
      return etherType(bytes.word(extent.start &+ 4), bytes, extent.dropping(6), &packet)
    case EtherType.mesh: return mesh(bytes, extent, &packet)
    case EtherType.trill: return trill(bytes, extent, &packet)
    case EtherType.macSecurity: return macSecurity(bytes, extent, &packet)
    // The E-TAG of a port extender (IEEE 802.1BR §7.5): six bytes of its own, then a type.
    case EtherType.portExtension:
      guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
      return etherType(bytes.word(extent.start &+ 6), bytes, extent.dropping(8), &packet)
    // FabricPath and data-center encapsulations of Cisco's: a tag of two bytes, then Ethernet.
    case EtherType.fabricPath: return innerEthernet(bytes, extent.dropping(2), &packet)
    case EtherType.jumboLLC: return logicalLinkControl(bytes, extent, &packet)
    case EtherType.wirelessCentrino: return link(.ieee80211, bytes, extent, &packet)
    // RTnet's: a type, a version and flags.
    case EtherType.realTimeMAC:
      guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
      return etherType(bytes.word(extent.start), bytes, extent.dropping(4), &packet)
    // 6LoWPAN (RFC 4944 §5.1): only what it leaves uncompressed.
    case EtherType.lowPower:
      return bytes.byte(extent.start) == 0x41 ? internet(bytes, extent.dropping(1), &packet) : .other(.notIP)
    default: return .other(.notIP)
    }
  }

  /// B.A.T.M.A.N. versions 14 and 15: a unicast packet has ten bytes, one with a source address eighteen.
  private mutating func mesh(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch bytes.word(extent.start) {
    case 0x400f, 0x030e: return innerEthernet(bytes, extent.dropping(10), &packet)
    case 0x420f: return innerEthernet(bytes, extent.dropping(18), &packet)
    default: return .other(.notIP)
    }
  }

  /// TRILL (RFC 6325 §3): six bytes and options whose length is in five bits of the first word.
  private mutating func trill(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    let options = Int(bytes.word(extent.start) >> 6 & 0x1f) &* 4
    return innerEthernet(bytes, extent.dropping(6 &+ options), &packet)
  }

  /// MACsec (IEEE 802.1AE §9.3) that only authenticates: a tag of 6 or 14 bytes, a type, and 16 bytes at the end.
  private mutating func macSecurity(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
    let control = bytes.byte(extent.start)
    guard control & 0x0c == 0 else { return .other(.notIP) }
    let inner = extent.dropping(control & 0x20 != 0 ? 14 : 6)
    guard inner.captured(bytes) >= 2 else { return .other(.truncated) }
    return etherType(
      bytes.word(inner.start), bytes, Extent(from: inner.start &+ 2, to: inner.end &- 16), &packet)
  }

  mutating func innerEthernet(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    extent.captured(bytes) >= 14 ? ethernet(bytes, extent, &packet) : .other(.truncated)
  }
}
