/// What wireless access points hand to their controller.
extension FrameDecoder {
  /// CAPWAP's data channel (RFC 5415 §4.3), where it is not encrypted: Ethernet, or 802.11 as its binding says.
  mutating func capwap(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let header = bytes.long(extent.start)
    let length = Int(header >> 19 & 0x1f) &* 4
    let isPlain = header >> 24 == 0
    let isKeepalive = header & 0x08 != 0
    guard isPlain, !isKeepalive, length >= 8 else { return .other(.notTCP) }
    if header & 0x80 != 0 { return .other(.fragment) }
    enter(.capwap, &packet)
    let isNative = header & 0x100 != 0
    if !isNative { return ethernet(bytes, extent.dropping(length), &packet) }
    let binding = header >> 9 & 0x1f
    guard binding == 1 else { return .other(.notIP) }
    return ieee80211(bytes, extent.dropping(length), isSwapped: true, &packet)
  }

  /// LWAPP's data (RFC 5412 §3.3): six bytes, then 802.11 as it came from the air.
  mutating func lightweightAccessPoint(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 6 else { return .other(.truncated) }
    let flags = bytes.byte(extent.start)
    let isControl = flags & 0x04 != 0
    guard flags >> 6 == 0, !isControl else { return .other(.notTCP) }
    // In pieces, and not the whole of it.
    if flags & 0x02 != 0 { return .other(.fragment) }
    enter(.lwapp, &packet)
    return ieee80211(bytes, extent.dropping(6), &packet)
  }
}
