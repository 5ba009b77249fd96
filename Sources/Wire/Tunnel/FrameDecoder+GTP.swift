/// The tunnels of mobile networks.
extension FrameDecoder {
  /// GTP of version 0 (3GPP TS 09.60 §6) or 1, on whichever of its ports: user data are message type 255.
  mutating func gtp(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    guard bytes.byte(extent.start &+ 1) == 255 else { return .other(.notTCP) }
    let flags = bytes.byte(extent.start)
    switch flags >> 4 {
    case 1: return userData(bytes, extent.dropping(20), &packet)
    case 3: return gtpU(flags, bytes, extent.dropping(8), &packet)
    default: return .other(.notTCP)
    }
  }

  /// GTP-U (3GPP TS 29.281 §5) behind its eight bytes: four more and extension headers if a flag is set.
  private mutating func gtpU(
    _ flags: UInt8, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    var inner = extent
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
    return userData(bytes, inner, &packet)
  }

  /// What a subscriber sent: IP, or Ethernet in the sessions of 5G that carry it.
  private mutating func userData(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    enter(.gtpU, &packet)
    switch bytes.byte(extent.start) {
    case 0x40...0x4f, 0x60...0x6f: return internet(bytes, extent, &packet)
    default: return innerEthernet(bytes, extent, &packet)
    }
  }
}
