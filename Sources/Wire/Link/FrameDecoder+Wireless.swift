extension FrameDecoder {
  /// IEEE 802.11, behind whatever the capturing system put before it.
  mutating func wireless(
    _ type: LinkType, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    switch type {
    case .ieee80211Radiotap: return radiotap(bytes, extent, &packet)
    case .ieee80211Prism: return prism(bytes, extent, &packet)
    case .ieee80211AVS: return behindLength(bytes.long(extent.start &+ 4), bytes, extent, &packet)
    case .perPacketInformation: return perPacketInformation(bytes, extent, &packet)
    default: return ieee80211(bytes, extent, isPadded: false, &packet)
    }
  }

  /// Radiotap: its length is little-endian at byte 2; the flags field tells of padding behind the 802.11 header.
  private mutating func radiotap(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let length = Int(bytes.word(extent.start &+ 2).byteSwapped)
    guard length >= 8, length <= extent.count else { return .other(.malformed) }
    var field = extent.start &+ 4
    let end = extent.start &+ length
    let present = bytes.long(field).byteSwapped
    while field &+ 4 <= end, bytes.long(field).byteSwapped >> 31 == 1 { field &+= 4 }
    field &+= 4
    if present & 1 == 1 { field = (field &- extent.start &+ 7) / 8 * 8 &+ extent.start &+ 8 }
    let isPadded = present & 2 == 2 && field < end && bytes.byte(field) & 0x20 != 0
    return ieee80211(bytes, extent.dropping(length), isPadded: isPadded, &packet)
  }

  /// Prism: code and length in either byte order; some drivers send an AVS header under this type.
  private mutating func prism(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let code = bytes.long(extent.start)
    let length = bytes.long(extent.start &+ 4)
    return behindLength(code >> 16 == 0x8021 || code < 0x10000 ? length : length.byteSwapped, bytes, extent, &packet)
  }

  private mutating func behindLength(
    _ length: UInt32, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    guard length >= 8, Int(length) <= extent.count else { return .other(.malformed) }
    return ieee80211(bytes, extent.dropping(Int(length)), isPadded: false, &packet)
  }

  /// Per-Packet Information: length at byte 2 and the real link type at byte 4, both little-endian.
  private mutating func perPacketInformation(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let length = Int(bytes.word(extent.start &+ 2).byteSwapped)
    guard length >= 8, length <= extent.count else { return .other(.malformed) }
    let type = LinkType(rawValue: UInt16(truncatingIfNeeded: bytes.long(extent.start &+ 4).byteSwapped))
    return link(type, bytes, extent.dropping(length), &packet)
  }

  /// An 802.11 data frame: 24 bytes, a fourth address between access points, QoS control, HT control (IEEE 802.11 §9.2).
  ///
  /// - Parameter isSwapped: Access points hand frames to their controller with the two bytes of frame control and those
  ///   of sequence control swapped.
  mutating func ieee80211(
    _ bytes: RawSpan, _ extent: Extent, isPadded: Bool = false, isSwapped: Bool = false, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 24 else { return .other(.truncated) }
    let kind = bytes.byte(extent.start &+ (isSwapped ? 1 : 0))
    let flags = bytes.byte(extent.start &+ (isSwapped ? 0 : 1))
    let isQoS = kind & 0x80 != 0
    guard kind & 0x0f == 0x08, kind & 0x40 == 0, flags & 0x40 == 0 else { return .other(.notIP) }
    // A fragment of an MSDU; putting those together is the receiver's work and rare in captures. The last one, as in
    // tshark, is read as if it were whole: it hardly ever begins like a packet.
    guard flags & 0x04 == 0 else { return .other(.fragment) }
    var length = 24 &+ (flags & 3 == 3 ? 6 : 0)
    let isAggregate = isQoS && bytes.byte(extent.start &+ length) & 0x80 != 0
    if isQoS { length &+= flags & 0x80 != 0 ? 6 : 2 }
    if isPadded { length = (length &+ 3) / 4 * 4 }
    let body = extent.dropping(length)
    return isAggregate ? aggregate(bytes, body, &packet) : logicalLinkControl(bytes, body, &packet)
  }

  /// An aggregated MSDU: subframes of destination, source and length, padded to four bytes. What the first
  /// segment's followers are, ``FrameDecoder/nextOfFrame()`` tells.
  private mutating func aggregate(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    var rest = extent
    var outcome = Decoded.other(.notIP)
    for _ in 0..<64 where rest.captured(bytes) >= 14 {
      let length = Int(bytes.word(rest.start &+ 12))
      let body = Extent(from: rest.start &+ 14, to: min(rest.end, rest.start &+ 14 &+ length))
      var inner = packet
      let decoded = logicalLinkControl(bytes, body, &inner)
      note(decoded, as: &outcome)
      rest = rest.dropping((14 &+ length &+ 3) / 4 * 4)
    }
    return outcome
  }
}
