extension FrameDecoder {
  /// Reads a frame whose first header is that of `type`.
  @inline(__always)
  mutating func link(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    if type == .ethernet { return ethernet(bytes, extent, &packet) }
    return otherLink(type, bytes, extent, &packet)
  }

  /// Every link type but the commonest.
  mutating func otherLink(_ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard packet.descend() else { return .other(.malformed) }
    switch type {
    case .null, .loop, .encapsulated: return loopback(bytes, extent, &packet)
    case .ppp, .pppHDLC, .pppWithDirection:
      return ppp(bytes, type == .pppWithDirection ? extent.dropping(1) : extent, &packet)
    case .pppoe: return pppoe(bytes, extent, &packet)
    case .ciscoHDLC: return ciscoHDLC(bytes, extent, &packet)
    case .ciscoHDLCWithDirection: return ciscoHDLC(bytes, extent.dropping(1), &packet)
    case .rawIP, .rawIPOld, .rawIPOpenBSD, .ipv4, .ipv6: return rawIP(bytes, extent, &packet)
    case .linuxCooked: return linuxCooked(bytes, extent, &packet)
    case .linuxCooked2: return linuxCooked2(bytes, extent, &packet)
    case .ieee80211, .ieee80211Radiotap, .ieee80211Prism, .ieee80211AVS, .perPacketInformation:
      return wireless(type, bytes, extent, &packet)
    case .mpls: return mpls(bytes, extent, &packet)
    default: return rareLink(type, bytes, extent, &packet)
    }
  }

  /// IEEE 802.3 and Ethernet II.
  @inline(__always)
  mutating func ethernet(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 14 else { return .other(.truncated) }
    let type = bytes.word(extent.start &+ 12)
    if type <= 1500, bytes.quad(extent.start) >> 24 == 0x01_000c_0000 { return interSwitchLink(bytes, extent, &packet) }
    return etherType(type, bytes, extent.dropping(14), &packet)
  }

  /// Cisco's Inter-Switch Link, known by the address that it is sent to: 26 bytes, then Ethernet.
  private mutating func interSwitchLink(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard packet.descend() else { return .other(.malformed) }
    return innerEthernet(bytes, extent.dropping(26), &packet)
  }

  /// What follows a type field of the IEEE registry.
  @inline(__always)
  mutating func etherType(_ type: UInt16, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    if type == EtherType.ipv4 { return internet(bytes, extent, &packet) }
    return otherEtherType(type, bytes, extent, &packet)
  }

  private mutating func otherEtherType(
    _ type: UInt16, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard packet.descend() else { return .other(.malformed) }
    switch type {
    case EtherType.ipv6: return internet(bytes, extent, &packet)
    case EtherType.vlan, EtherType.providerBridge, EtherType.qinq:
      return vlan(bytes, extent, &packet)
    case EtherType.mplsUnicast, EtherType.mplsMulticast: return mpls(bytes, extent, &packet)
    case EtherType.pppoeSession: return pppoe(bytes, extent, &packet)
    case EtherType.transparentBridging:
      return extent.captured(bytes) >= 14 ? ethernet(bytes, extent, &packet) : .other(.truncated)
    case EtherType.providerBackbone:
      return extent.captured(bytes) >= 18 ? ethernet(bytes, extent.dropping(4), &packet) : .other(.truncated)
    case EtherType.ppp: return pppProtocol(bytes, extent, &packet)
    case EtherType.ciscoMetadata:
      guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
      return etherType(bytes.word(extent.start &+ 6), bytes, extent.dropping(8), &packet)
    case EtherType.vnTag:
      guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
      return etherType(bytes.word(extent.start &+ 4), bytes, extent.dropping(6), &packet)
    case EtherType.networkServiceHeader: return networkServiceHeader(bytes, extent, &packet)
    case ...1500:
      return logicalLinkControl(
        bytes, Extent(from: extent.start, to: min(extent.end, extent.start &+ Int(type))), &packet)
    default: return rareEtherType(type, bytes, extent, &packet)
    }
  }

  /// IEEE 802.1Q: two bytes of priority and identifier, then another type. The outermost identifier is kept.
  private mutating func vlan(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    if packet.envelope.vlan == 0 { packet.envelope.vlan = bytes.word(extent.start) & 0xfff }
    return etherType(bytes.word(extent.start &+ 2), bytes, extent.dropping(4), &packet)
  }

  /// IEEE 802.2 LLC, with SNAP (RFC 1042) or with the SAP of IP.
  mutating func logicalLinkControl(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 3 else { return .other(.truncated) }
    guard packet.descend() else { return .other(.malformed) }
    switch (bytes.byte(extent.start), bytes.byte(extent.start &+ 1), bytes.byte(extent.start &+ 2)) {
    case (0xaa, 0xaa, 0x03):
      guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
      // Organisation 0 says that an IEEE type follows (RFC 1042), 0x0000f8 the same across bridges (IEEE 802.1H).
      switch bytes.long(extent.start &+ 2) & 0xff_ffff {
      case 0, 0xf8: return etherType(bytes.word(extent.start &+ 6), bytes, extent.dropping(8), &packet)
      case 0x80c2: return bridged(bytes, extent.dropping(6), &packet)
      default: return .other(.notIP)
      }
    case (0x06, _, 0x03): return internet(bytes, extent.dropping(3), &packet)
    // ISO's network layer in ATM's routed form (RFC 2684 §5.1), and PPP in the same (RFC 2364 §5).
    case (0xfe, _, 0x03): return networkLayer(bytes, extent.dropping(3), &packet)
    default: return .other(.notIP)
    }
  }

  /// What ISO's network layer protocol identifier names (RFC 2427 §3, appendix A).
  mutating func networkLayer(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    switch bytes.byte(extent.start) {
    case 0xcc, 0x8e: return internet(bytes, extent.dropping(1), &packet)
    case 0xcf: return pppProtocol(bytes, extent.dropping(1), &packet)
    case 0x80 where bytes.long(extent.start) & 0xff_ffff == 0x80c2: return bridged(bytes, extent.dropping(4), &packet)
    case 0x80: return etherType(bytes.word(extent.start &+ 4), bytes, extent.dropping(6), &packet)
    default: return .other(.notIP)
    }
  }

  /// A bridged frame behind the IEEE 802.1 organisation (RFC 2427 §4.2, RFC 2684 §5.2): kinds 1 and 7 are Ethernet, with
  /// and without its frame check sequence; ATM pads before it.
  mutating func bridged(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 2 else { return .other(.truncated) }
    let kind = bytes.word(extent.start)
    guard kind == 1 || kind == 7 else { return .other(.notIP) }
    let isPadded = [.atmLLC, .atmLLCOld, .sunATM, .atmClassicalIP].contains(packet.frame.linkType)
    return innerEthernet(bytes, extent.dropping(isPadded ? 4 : 2), &packet)
  }

  /// MPLS labels (RFC 3032) until the bottom of the stack, then IP by its version, or a pseudowire's Ethernet.
  mutating func mpls(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard packet.descend() else { return .other(.malformed) }
    var inner = extent
    while inner.captured(bytes) >= 5 {
      let isBottom = bytes.byte(inner.start &+ 2) & 1 == 1
      inner = inner.dropping(4)
      guard isBottom else { continue }
      let version = bytes.byte(inner.start) >> 4
      guard version == 4 || version == 6, !isEthernetAlone(bytes, inner) else {
        return pseudowire(bytes, inner, &packet)
      }
      return internet(bytes, inner, &packet)
    }
    return .other(.truncated)
  }

  /// Whether what begins like IP can only be Ethernet, to an address that begins with 4 or 6 (RFC 4928 §2.1): a known type
  /// stands where Ethernet has it, and either an IPv4 header of the right length follows it or the lengths are not those
  /// of an IP header.
  private func isEthernetAlone(_ bytes: RawSpan, _ extent: Extent) -> Bool {
    guard extent.captured(bytes) >= 20, EtherType.isKnown(bytes.word(extent.start &+ 12)) else { return false }
    let inner = extent.dropping(14)
    if bytes.byte(inner.start) >> 4 == 4, Int(bytes.word(inner.start &+ 2)) == inner.count { return true }
    if bytes.byte(extent.start) >> 4 == 6 { return Int(bytes.word(extent.start &+ 4)) &+ 40 > extent.count }
    let total = Int(bytes.word(extent.start &+ 2))
    return bytes.byte(extent.start) & 0x0f < 5 || total > extent.count || (1..<20).contains(total)
  }

  /// Ethernet over MPLS (RFC 4448), or IP in an associated channel (RFC 5586 §2.1, RFC 5718 §2). Ethernet is behind a
  /// control word whose first four bits are 0, or without one. Nothing in the packet tells which; an address that begins
  /// with 0 bits looks the same, so a type that is known decides.
  private mutating func pseudowire(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    if extent.captured(bytes) >= 14, EtherType.isKnown(bytes.word(extent.start &+ 12)) {
      return ethernet(bytes, extent, &packet)
    }
    if bytes.byte(extent.start) >> 4 == 1, [0x0021, 0x0057].contains(bytes.word(extent.start &+ 2)) {
      return internet(bytes, extent.dropping(4), &packet)
    }
    guard extent.captured(bytes) >= 18, bytes.byte(extent.start) >> 4 == 0 else { return .other(.notIP) }
    return ethernet(bytes, extent.dropping(4), &packet)
  }

  /// Raw IP: the version is in the first four bits. Some PPP devices put their framing there all the same.
  mutating func rawIP(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    bytes.word(extent.start) == 0xff03 ? ppp(bytes, extent, &packet) : internet(bytes, extent, &packet)
  }
}

/// Numbers of the IEEE registry that lead to IP.
enum EtherType {
  static let ipv4: UInt16 = 0x0800
  static let ipv6: UInt16 = 0x86dd
  static let vlan: UInt16 = 0x8100
  static let providerBridge: UInt16 = 0x88a8
  /// Before IEEE 802.1ad settled on 0x88a8.
  static let qinq: UInt16 = 0x9100
  static let mplsUnicast: UInt16 = 0x8847
  static let mplsMulticast: UInt16 = 0x8848
  static let pppoeSession: UInt16 = 0x8864
  static let ppp: UInt16 = 0x880b
  static let transparentBridging: UInt16 = 0x6558
  static let providerBackbone: UInt16 = 0x88e7
  static let ciscoMetadata: UInt16 = 0x8909
  static let vnTag: UInt16 = 0x8926
  static let networkServiceHeader: UInt16 = 0x894f
  static let redundancy: UInt16 = 0x892f
  static let mesh: UInt16 = 0x4305
  static let trill: UInt16 = 0x22f3
  static let macSecurity: UInt16 = 0x88e5
  static let fabricPath: UInt16 = 0x8903
  static let portExtension: UInt16 = 0x893f
  static let frameReplication: UInt16 = 0xf1c1
  static let jumboLLC: UInt16 = 0x8870
  static let wirelessCentrino: UInt16 = 0x2452
  static let realTimeMAC: UInt16 = 0x9021
  static let lowPower: UInt16 = 0xa0ed
  static let cacheRedirection: UInt16 = 0x883e
  static let erspan2: UInt16 = 0x88be
  static let erspan3: UInt16 = 0x22eb

  /// Whether a frame of this type may lead to IP.
  static func isKnown(_ type: UInt16) -> Bool {
    switch type {
    case ipv4, ipv6, vlan, providerBridge, qinq, mplsUnicast, mplsMulticast, pppoeSession, providerBackbone: true
    default: false
    }
  }
}
