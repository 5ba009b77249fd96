extension FrameDecoder {
  /// An IP packet right inside another.
  mutating func tunnelled(
    _ tunnel: Segment.Tunnel, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    enter(tunnel, &packet)
    return internet(bytes, extent, &packet)
  }

  /// Ethernet right inside an IP packet: behind two bytes (RFC 3378), or bare as segment routing has it (RFC 8986 §4.9).
  mutating func etherIP(
    _ bytes: RawSpan, _ extent: Extent, headerLength: Int, _ packet: inout Packet
  ) -> Decoded {
    enter(.etherIP, &packet)
    return innerEthernet(bytes, extent.dropping(headerLength), &packet)
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

  /// VXLAN (RFC 7348 §5): eight bytes, then Ethernet.
  mutating func vxlan(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 22 else { return .other(.truncated) }
    enter(.vxlan, &packet)
    return ethernet(bytes, extent.dropping(8), &packet)
  }

  /// VXLAN-GPE: the last byte of the first four names the protocol.
  mutating func vxlanExtension(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
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
  mutating func geneve(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    guard bytes.byte(extent.start) >> 6 == 0 else { return .other(.notTCP) }
    let options = Int(bytes.byte(extent.start) & 0x3f) &* 4
    enter(.geneve, &packet)
    return etherType(bytes.word(extent.start &+ 2), bytes, extent.dropping(8 &+ options), &packet)
  }

  /// Teredo (RFC 4380 §5.1.1): perhaps an authentication header, perhaps an origin, then IPv6.
  mutating func teredo(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
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
  mutating func ayiya(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let identity = 1 << Int(bytes.byte(extent.start) >> 4)
    let signature = Int(bytes.byte(extent.start &+ 1) >> 4) &* 4
    let isForward = bytes.byte(extent.start &+ 2) & 0x0f == 1
    let isIP = [InternetProtocol.ipv6, InternetProtocol.ipInIP].contains(bytes.byte(extent.start &+ 3))
    guard isForward, isIP else { return .other(.notTCP) }
    return tunnelled(.ayiya, bytes, extent.dropping(8 &+ identity &+ signature), &packet)
  }

  /// L2TPv2 data messages (RFC 2661 §3.1): optional length, identifiers, numbers and offset, then PPP.
  mutating func layer2Tunnel(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
    let flags = bytes.word(extent.start)
    guard flags & 0x8000 == 0, flags & 0x000f == 2 else { return .other(.notTCP) }
    var length = flags & 0x4000 != 0 ? 8 : 6
    if flags & 0x0800 != 0 { length &+= 4 }
    if flags & 0x0200 != 0 { length &+= 2 &+ Int(bytes.word(extent.start &+ length)) }
    enter(.l2tp, &packet)
    return ppp(bytes, extent.dropping(length), &packet)
  }

  /// Automatic Multicast Tunneling (RFC 7450 §5.1.6): multicast data is message type 6, two bytes, then IP.
  mutating func multicastTunnel(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 2 else { return .other(.truncated) }
    guard bytes.byte(extent.start) == 6 else { return .other(.notTCP) }
    return tunnelled(.amt, bytes, extent.dropping(2), &packet)
  }
}
