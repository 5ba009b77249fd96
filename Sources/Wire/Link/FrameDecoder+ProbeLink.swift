/// What measuring instruments, switches and routers put before the frames that they hand out.
extension FrameDecoder {
  /// Link types of captures that were taken elsewhere than in a host's own network stack.
  mutating func probeLink(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch type {
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
    case .genericFraming, .genericFramingTransparent: return genericFraming(bytes, extent, &packet)
    case .elektrobit where bytes.byte(extent.start) == 0x50: return innerEthernet(bytes, extent.dropping(32), &packet)
    case .elektrobit: return .other(.notIP)
    case .symantecFirewall: return symantecFirewall(bytes, extent, &packet)
    case .exportedPDU: return exportedPDU(bytes, extent, &packet)
    default: return juniper(type, bytes, extent, &packet)
    }
  }

  private mutating func taggedEthernet(
    _ bytes: RawSpan, _ extent: Extent, tag length: Int, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 14 &+ length else { return .other(.truncated) }
    return etherType(bytes.word(extent.start &+ 12 &+ length), bytes, extent.dropping(14 &+ length), &packet)
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
    // Of several channels: four bytes say which; AAL5 has ATM's own header too.
    case 5, 17: return ppp(bytes, inner.dropping(4), &packet)
    case 4: return adaptationLayer5(bytes, inner.dropping(4), &packet)
    case 9: return adaptationLayer5(bytes, inner.dropping(8), &packet)
    case 22, 23: return internet(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }

  /// Generic Framing Procedure (ITU-T G.7041 §6.1): a length and its check, a type and its check, four bytes more for
  /// linear extension headers, then what the user payload identifier names.
  private mutating func genericFraming(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let isLinear = bytes.byte(extent.start &+ 4) & 0x0f == 1
    let inner = extent.dropping(isLinear ? 12 : 8)
    switch bytes.byte(extent.start &+ 5) {
    case 0x01: return innerEthernet(bytes, inner, &packet)
    case 0x02: return ppp(bytes, inner, &packet)
    case 0x0d, 0x0e: return mpls(bytes, inner, &packet)
    case 0x10, 0x11: return internet(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }

  /// Symantec's firewall: an address, then an IEEE type at byte 6 of 44, or since its version 3 at byte 10 of 56.
  private mutating func symantecFirewall(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 44 else { return .other(.truncated) }
    let (old, new) = (bytes.word(extent.start &+ 6), bytes.word(extent.start &+ 10))
    return etherType(old == 0 ? new : old, bytes, extent.dropping(old == 0 ? 56 : 44), &packet)
  }

  /// What Wireshark exported: tagged fields until tag 0, of which 12, 13 or 14 names the protocol of the rest.
  private mutating func exportedPDU(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var rest = extent
    var name: [UInt8] = []
    for _ in 0..<64 where rest.captured(bytes) >= 4 {
      let (tag, length) = (bytes.word(rest.start), Int(bytes.word(rest.start &+ 2)))
      if (12...14).contains(tag) { name = bytes.text(rest.start &+ 4, count: min(length, 32)) }
      rest = rest.dropping(4 &+ length)
      if tag == 0 { return named(name, bytes, rest, &packet) }
    }
    return .other(.truncated)
  }

  private mutating func named(
    _ name: [UInt8], _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    switch String(decoding: name, as: UTF8.self) {
    case "ip", "ipv6": return internet(bytes, extent, &packet)
    case "eth", "eth_maybefcs", "eth_withoutfcs", "eth_withfcs": return innerEthernet(bytes, extent, &packet)
    default: return .other(.notIP)
    }
  }
}

extension RawSpan {
  /// At most `count` bytes up to the first zero.
  fileprivate func text(_ start: Int, count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for offset in start..<start &+ count {
      guard byte(offset) != 0 else { break }
      text.append(byte(offset))
    }
    return text
  }
}
