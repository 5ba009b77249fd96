/// Generic Routing Encapsulation, and what is known by its protocol types alone.
extension FrameDecoder {
  /// GRE (RFC 2784, RFC 2890), its version 1 for PPTP (RFC 2637 §4.1), and ERSPAN behind it.
  mutating func gre(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    let flags = bytes.word(extent.start)
    let type = bytes.word(extent.start &+ 2)
    let isVersion1 = flags & 7 == 1
    var length = 4
    if flags & 0xc000 != 0 { length &+= 4 }  // Checksum and offset stand together if either is there.
    if flags & 0x2000 != 0 { length &+= 4 }
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
    case 0x00fe: return networkLayer(bytes, inner, &packet)  // ISO's network layer (RFC 1701 §2).
    case 0x6400: return innerEthernet(bytes, inner, &packet)  // What some bridge with, before 0x6558.
    case 0x6559: return frameRelay(bytes, inner, &packet)
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
}
