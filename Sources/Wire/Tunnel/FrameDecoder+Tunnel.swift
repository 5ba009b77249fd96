extension FrameDecoder {
  /// An IP packet right inside another.
  mutating func tunnelled(
    _ tunnel: Segment.Tunnel, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    enter(tunnel, &packet)
    return internet(bytes, extent, &packet)
  }

  /// Ethernet right inside an IP packet, behind two bytes (RFC 3378).
  mutating func etherIP(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 16 else { return .other(.truncated) }
    enter(.etherIP, &packet)
    return ethernet(bytes, extent.dropping(2), &packet)
  }

  /// MPLS labels right inside an IP packet (RFC 4023) or behind UDP (RFC 7510).
  mutating func mplsInIP(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    enter(.mplsInIP, &packet)
    return mpls(bytes, extent, &packet)
  }

  /// What a router hands to the rendezvous point (RFC 7761 §4.9.3): a Register of PIM version 2, eight bytes, then IP.
  mutating func multicastRegister(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    guard bytes.byte(extent.start) == 0x21 else { return .other(.notTCP) }
    return tunnelled(.pimRegister, bytes, extent.dropping(8), &packet)
  }

  /// Notes the innermost tunnel; what was learned of the outer packet's fragments does not hold within.
  func enter(_ tunnel: Segment.Tunnel, _ packet: inout Packet) {
    packet.envelope.tunnel = tunnel
    packet.envelope.fragmentation = .none
  }

  /// GRE (RFC 2784, RFC 2890), its version 1 for PPTP (RFC 2637 §4.1), and ERSPAN behind it.
  mutating func gre(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    let flags = bytes.word(extent.start)
    let type = bytes.word(extent.start &+ 2)
    let isVersion1 = flags & 7 == 1
    var length = 4
    if flags & 0xc000 != 0 { length &+= 4 }  // Checksum and offset stand together if either is there.
    if flags & 0x2000 != 0 || isVersion1 { length &+= 4 }
    if flags & 0x1000 != 0 { length &+= 4 }
    if isVersion1, flags & 0x0080 != 0 { length &+= 4 }
    var inner = extent.dropping(length)
    if flags & 0x4000 != 0 {
      guard let behind = skippingSourceRoutes(bytes, inner) else { return .other(.malformed) }
      inner = behind
    }
    enter(.gre, &packet)
    switch type {
    case EtherType.ppp: return ppp(bytes, inner, &packet)
    case EtherType.erspan2: return erspan(bytes, inner, hasHeader: flags & 0x1000 != 0, &packet)
    case EtherType.erspan3: return erspan3(bytes, inner, &packet)
    // WCCP: what a router redirects to a cache; its second version puts four bytes before the packet.
    case EtherType.cacheRedirection:
      return internet(bytes, bytes.byte(inner.start) >> 4 == 4 ? inner : inner.dropping(4), &packet)
    case 0x8200...0x8370 where type & 0x0f == 0, 0x9000:  // An Aruba controller's: 802.11 as it came from the air.
      return link(.ieee80211, bytes, inner, &packet)
    default: return etherType(type, bytes, inner, &packet)
    }
  }

  /// RFC 1701's source route entries, which end with one of family and length 0.
  private func skippingSourceRoutes(_ bytes: RawSpan, _ extent: Extent) -> Extent? {
    var rest = extent
    for _ in 0..<32 where rest.captured(bytes) >= 4 {
      let length = Int(bytes.byte(rest.start &+ 3))
      let isEnd = bytes.word(rest.start) == 0 && length == 0
      rest = rest.dropping(4 &+ length)
      if isEnd { return rest }
    }
    return nil
  }

  /// ERSPAN types I (no header, no sequence number) and II (eight bytes), then Ethernet.
  private mutating func erspan(
    _ bytes: RawSpan, _ extent: Extent, hasHeader: Bool, _ packet: inout Packet
  ) -> Decoded {
    let inner = extent.dropping(hasHeader ? 8 : 0)
    guard inner.captured(bytes) >= 14 else { return .other(.truncated) }
    enter(.erspan, &packet)
    return ethernet(bytes, inner, &packet)
  }

  /// ERSPAN type III: twelve bytes, eight more if the last bit says so.
  private mutating func erspan3(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 12 else { return .other(.truncated) }
    let hasSubheader = bytes.byte(extent.start &+ 11) & 1 == 1
    enter(.erspan, &packet)
    return ethernet(bytes, extent.dropping(hasSubheader ? 20 : 12), &packet)
  }

  /// UDP, for the tunnels on its well-known ports.
  mutating func udp(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let length = Int(bytes.word(extent.start &+ 4))
    let end = length < 8 ? extent.end : min(extent.end, extent.start &+ length)
    let payload = Extent(from: extent.start &+ 8, to: end)
    let ports = (bytes.word(extent.start), bytes.word(extent.start &+ 2))
    // tshark asks the lower port first.
    for port in [min(ports.0, ports.1), max(ports.0, ports.1)] {
      switch port {
      case 1701: return layer2Tunnel(bytes, payload, &packet)
      case 2152: return gtpU(bytes, payload, &packet)
      case 3544: return teredo(bytes, payload, &packet)
      case 4341: return tunnelled(.lisp, bytes, payload.dropping(8), &packet)  // RFC 9300 §5.
      case 4754: return gre(bytes, payload, &packet)
      case 4789: return vxlan(bytes, payload, &packet)
      case 4790: return vxlanExtension(bytes, payload, &packet)
      case 5072: return ayiya(bytes, payload, &packet)
      case 5247: return capwap(bytes, payload, &packet)
      case 6081: return geneve(bytes, payload, &packet)
      case 12222: return lightweightAccessPoint(bytes, payload, &packet)
      case 6635: return mplsInIP(bytes, payload, &packet)
      case 37008: return tazmenSniffer(bytes, payload, &packet)
      default: continue
      }
    }
    return .other(.notTCP)
  }

  /// VXLAN (RFC 7348 §5): eight bytes, then Ethernet.
  private mutating func vxlan(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 22 else { return .other(.truncated) }
    enter(.vxlan, &packet)
    return ethernet(bytes, extent.dropping(8), &packet)
  }

  /// VXLAN-GPE: the last byte of the first four names the protocol.
  private mutating func vxlanExtension(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 22 else { return .other(.truncated) }
    enter(.vxlan, &packet)
    let inner = extent.dropping(8)
    switch bytes.byte(extent.start &+ 3) {
    case 1, 2: return internet(bytes, inner, &packet)
    case 3: return ethernet(bytes, inner, &packet)
    case 4: return networkServiceHeader(bytes, inner, &packet)
    case 5: return mpls(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }

  /// Network Service Header (RFC 8300 §2): its length in words, its next protocol in byte 3.
  mutating func networkServiceHeader(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let inner = extent.dropping(max(8, Int(bytes.byte(extent.start &+ 1) & 0x3f) &* 4))
    switch bytes.byte(extent.start &+ 3) {
    case 1, 2: return internet(bytes, inner, &packet)
    case 3: return inner.captured(bytes) >= 14 ? ethernet(bytes, inner, &packet) : .other(.truncated)
    case 5: return mpls(bytes, inner, &packet)
    default: return .other(.notIP)
    }
  }

  /// GENEVE (RFC 8926 §3.4): eight bytes and options, then what its IEEE type names.
  private mutating func geneve(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    guard bytes.byte(extent.start) >> 6 == 0 else { return .other(.notTCP) }
    let options = Int(bytes.byte(extent.start) & 0x3f) &* 4
    enter(.geneve, &packet)
    return etherType(bytes.word(extent.start &+ 2), bytes, extent.dropping(8 &+ options), &packet)
  }

  /// GTP-U (3GPP TS 29.281 §5): a G-PDU is message type 255; four more bytes and extension headers if a flag is set.
  private mutating func gtpU(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let flags = bytes.byte(extent.start)
    guard flags >> 4 == 3, bytes.byte(extent.start &+ 1) == 255 else { return .other(.notTCP) }
    var inner = extent.dropping(8)
    if flags & 7 != 0 {
      var next = flags & 4 != 0 ? bytes.byte(inner.start &+ 3) : 0
      inner = inner.dropping(4)
      for _ in 0..<16 where next != 0 && inner.captured(bytes) >= 4 {
        let length = Int(bytes.byte(inner.start)) &* 4
        guard length > 0 else { return .other(.malformed) }
        next = bytes.byte(inner.start &+ length &- 1)
        inner = inner.dropping(length)
      }
    }
    enter(.gtpU, &packet)
    return internet(bytes, inner, &packet)
  }

  /// Teredo (RFC 4380 §5.1.1): perhaps an authentication header, perhaps an origin, then IPv6.
  private mutating func teredo(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var inner = extent
    if inner.captured(bytes) >= 13, bytes.word(inner.start) == 1 {
      inner = inner.dropping(13 &+ Int(bytes.byte(inner.start &+ 2)) &+ Int(bytes.byte(inner.start &+ 3)))
    }
    if inner.captured(bytes) >= 8, bytes.word(inner.start) == 0 { inner = inner.dropping(8) }
    guard inner.captured(bytes) >= 40, bytes.byte(inner.start) >> 4 == 6 else { return .other(.notTCP) }
    enter(.teredo, &packet)
    return internet(bytes, inner, &packet)
  }

  /// AYIYA (draft-massar-v6ops-ayiya-02 §3): eight bytes, an identity and a signature, then what the fourth byte names.
  private mutating func ayiya(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let identity = 1 << Int(bytes.byte(extent.start) >> 4)
    let signature = Int(bytes.byte(extent.start &+ 1) >> 4) &* 4
    let isForward = bytes.byte(extent.start &+ 2) & 0x0f == 1
    guard isForward, bytes.byte(extent.start &+ 3) == InternetProtocol.ipv6 else { return .other(.notTCP) }
    return tunnelled(.ayiya, bytes, extent.dropping(8 &+ identity &+ signature), &packet)
  }

  /// L2TPv2 data messages (RFC 2661 §3.1): optional length, identifiers, numbers and offset, then PPP.
  private mutating func layer2Tunnel(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
    let flags = bytes.word(extent.start)
    guard flags & 0x8000 == 0, flags & 0x000f == 2 else { return .other(.notTCP) }
    var length = flags & 0x4000 != 0 ? 8 : 6
    if flags & 0x0800 != 0 { length &+= 4 }
    if flags & 0x0200 != 0 { length &+= 2 &+ Int(bytes.word(extent.start &+ length)) }
    enter(.l2tp, &packet)
    return ppp(bytes, extent.dropping(length), &packet)
  }

  /// TZSP: four bytes and tagged fields up to tag 1; encapsulation 1 is Ethernet, 18 is 802.11.
  mutating func tazmenSniffer(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 5 else { return .other(.truncated) }
    let encapsulation = bytes.word(extent.start &+ 2)
    var rest = extent.dropping(4)
    for _ in 0..<64 where rest.captured(bytes) >= 1 {
      switch bytes.byte(rest.start) {
      case 0: rest = rest.dropping(1)
      case 1:
        let type: LinkType? = encapsulation == 1 ? .ethernet : encapsulation == 18 ? .ieee80211 : nil
        guard let type else { return .other(.notIP) }
        enter(.tzsp, &packet)
        return link(type, bytes, rest.dropping(1), &packet)
      default: rest = rest.dropping(2 &+ Int(bytes.byte(rest.start &+ 1)))
      }
    }
    return .other(.truncated)
  }
}
