/// Frames as Junos hands them out: a header of its own, whose flags say how much of the link's is left, and for some
/// interface cards a cookie.
extension FrameDecoder {
  /// A magic number, flags, perhaps counted extensions, then what the link type says. Where the flags say that the link
  /// header was taken off, four bytes and IP.
  mutating func juniper(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard type.isRead else { return .other(.unsupportedLinkType) }
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
    case .juniperEthernet, .juniperPPPoE: return innerEthernet(bytes, inner, &packet)
    default: return juniperCard(type, isIncoming: flags & 1 == 1, bytes, inner, &packet)
    }
  }

  /// What an interface card prefixes: a cookie of fixed length, or one told by its first byte.
  private mutating func juniperCard(
    _ type: LinkType, isIncoming: Bool, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    switch type {
    case .juniperATM1: return adaptationLayer5(bytes, extent.dropping(4), &packet)
    case .juniperATM2: return adaptationLayer5(bytes, extent.dropping(8), &packet)
    case .juniperVoice: return internet(bytes, extent.dropping(18), &packet)
    case .juniperServices: return internet(bytes, extent.dropping(isIncoming ? 16 : 12), &packet)
    case .juniperGGSN: return internet(bytes, extent.dropping(4), &packet)
    default: return juniperBundle(bytes, extent, &packet)
    }
  }

  /// Of a bundle of links: a cookie of eight bytes that begins with 0x40 or 0x47, of four with 0x54, of two, or none;
  /// then PPP, a frame of FRF.15, or bare IP.
  private mutating func juniperBundle(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var inner = extent
    switch bytes.byte(inner.start) {
    case 0x40, 0x47: inner = inner.dropping(8)
    case 0x54: inner = inner.dropping(4)
    default: if !opensPacket(bytes, inner) { inner = inner.dropping(2) }
    }
    if [4, 6].contains(bytes.byte(inner.start) >> 4) { return internet(bytes, inner, &packet) }
    guard bytes.byte(inner.start) == 3 else { return ppp(bytes, inner, &packet) }
    return networkLayer(bytes, inner.dropping(bytes.byte(inner.start &+ 1) == 0 ? 2 : 1), &packet)
  }

  /// Whether PPP, IP's identifier or IP itself begins here.
  private func opensPacket(_ bytes: RawSpan, _ extent: Extent) -> Bool {
    switch bytes.word(extent.start) {
    case 0xff03, 0x0021, 0x0057, 0x003d, 0x0281, 0x0283, 0x03cc, 0x038e, 0x0300: true
    default: false
    }
  }

  /// What came over ATM's adaptation layer 5: LLC, or alone in its circuit PPP or IP (RFC 2684 §6).
  mutating func adaptationLayer5(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch bytes.long(extent.start) >> 8 {
    case 0xaa_aa03, 0xfe_fe03: return logicalLinkControl(bytes, extent, &packet)
    case 0x40_0000...0x4f_ffff, 0x60_0000...0x6f_ffff: return internet(bytes, extent, &packet)
    case 0x03_cc00...0x03_ccff, 0x03_8e00...0x03_8eff: return networkLayer(bytes, extent.dropping(1), &packet)
    default: return ppp(bytes, extent, &packet)
    }
  }
}
