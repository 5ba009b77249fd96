/// What measuring instruments, switches and routers put before the frames that they hand out.
extension FrameDecoder {
  /// Link types of captures that were taken elsewhere than in a host's own network stack.
  mutating func probeLink(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch type {
    case .juniperEthernet, .juniperPPPoE, .juniperPPP, .juniperFrameRelay, .juniperCiscoHDLC:
      return juniper(type, bytes, extent, &packet)
    case .extensibleRecordFormat: return extensibleRecord(bytes, extent, &packet)
    // Behind the Broadcom and Marvell tags of a switch: the type stands where the tag ends.
    case .broadcomTag, .marvellTag: return taggedEthernet(bytes, extent, tag: 4, &packet)
    case .marvellTypedTag: return taggedEthernet(bytes, extent, tag: 8, &packet)
    case .broadcomTagBefore, .netAnalyzer: return innerEthernet(bytes, extent.dropping(4), &packet)
    // Preambles: seven bytes and the start of the frame, on a passive optical network a link identifier.
    case .epon, .ethernetWithPreamble: return innerEthernet(bytes, extent.dropping(8), &packet)
    case .netAnalyzerTransparent: return innerEthernet(bytes, extent.dropping(12), &packet)
    case .solarisIPNet: return internet(bytes, extent.dropping(24), &packet)
    case .tazmenSniffer: return tazmenSniffer(bytes, extent, &packet)
    default: return .other(.unsupportedLinkType)
    }
  }

  private mutating func taggedEthernet(
    _ bytes: RawSpan, _ extent: Extent, tag length: Int, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 14 &+ length else { return .other(.truncated) }
    return etherType(bytes.word(extent.start &+ 12 &+ length), bytes, extent.dropping(14 &+ length), &packet)
  }

  /// Junos: a magic number, flags, perhaps counted extensions, then what the link type says. Where the flags say that
  /// the link header was taken off, four bytes and IP.
  private mutating func juniper(
    _ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
    guard bytes.long(extent.start) >> 8 == 0x4d_4743 else { return .other(.malformed) }
    let flags = bytes.byte(extent.start &+ 3)
    var inner = extent.dropping(4)
    if flags & 0x80 != 0 { inner = inner.dropping(2 &+ Int(bytes.word(inner.start))) }
    if flags & 0x02 != 0 { return internet(bytes, inner.dropping(4), &packet) }
    switch type {
    case .juniperPPP: return ppp(bytes, inner, &packet)
    case .juniperFrameRelay: return frameRelay(bytes, inner, &packet)
    case .juniperCiscoHDLC: return ciscoHDLC(bytes, inner, &packet)
    default: return innerEthernet(bytes, inner, &packet)
    }
  }

  /// Endace's record: sixteen bytes, extension headers of eight as long as their first bit says that more follow, then
  /// what its type names.
  private mutating func extensibleRecord(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 18 else { return .other(.truncated) }
    let type = bytes.byte(extent.start &+ 8)
    var inner = extent.dropping(16)
    var hasExtension = type & 0x80 != 0
    for _ in 0..<16 where hasExtension && inner.captured(bytes) >= 8 {
      hasExtension = bytes.byte(inner.start) & 0x80 != 0
      inner = inner.dropping(8)
    }
    switch type & 0x7f {
    case 2, 11, 16, 20: return innerEthernet(bytes, inner.dropping(2), &packet)
    case 1, 10, 15, 19: return ppp(bytes, inner, &packet)
    case 22, 23: return internet(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }
}
