/// Packets that a switch, a router or an access point copied for a collector.
extension FrameDecoder {
  /// TZSP: four bytes, the third and fourth of which name what was seen, and tagged fields up to tag 1.
  mutating func tazmenSniffer(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 5 else { return .other(.truncated) }
    let encapsulation = bytes.word(extent.start &+ 2)
    var rest = extent.dropping(4)
    for _ in 0..<64 where rest.captured(bytes) >= 1 {
      switch bytes.byte(rest.start) {
      case 0: rest = rest.dropping(1)
      case 1:
        guard let type = Self.linkType(encapsulation: encapsulation) else { return .other(.notIP) }
        enter(.tzsp, &packet)
        return link(type, bytes, rest.dropping(1), &packet)
      default: rest = rest.dropping(2 &+ Int(bytes.byte(rest.start &+ 1)))
      }
    }
    return .other(.truncated)
  }

  /// TZSP's own numbers of link types.
  private static func linkType(encapsulation: UInt16) -> LinkType? {
    switch encapsulation {
    case 1: .ethernet
    case 2: .tokenRing
    case 4: .ppp
    case 5: .fddi
    case 7: .rawIP
    case 18: .ieee80211
    case 119: .ieee80211Prism
    case 127: .ieee80211AVS
    default: nil
    }
  }

  /// Junos' packet mirror: eight bytes of identifiers, then what its first four bytes tell it to be. Others use that port
  /// too, so IP without options or flow label is asked for, as tshark does.
  mutating func packetMirror(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    let inner = extent.dropping(8)
    let start = bytes.long(inner.start)
    let isIP = start >> 24 == 0x45 || start & 0xf00f_ffff == 0x6000_0000
    if isIP { return tunnelled(.jmirror, bytes, inner, &packet) }
    guard start & 0xffff_0fff == 0xff03_0021 else { return .other(.notTCP) }
    enter(.jmirror, &packet)
    return ppp(bytes, inner, &packet)
  }

  /// How RFtap begins: `RFta`.
  static let radioFrequencyTap: UInt32 = 0x5246_7461

  /// RFtap: its length in words and its fields, little-endian; the first field, where it is there, is the link type.
  mutating func radioTap(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 12 else { return .other(.truncated) }
    let length = Int(bytes.word(extent.start &+ 4).byteSwapped) &* 4
    let hasLinkType = bytes.word(extent.start &+ 6).byteSwapped & 1 == 1
    guard length >= 12, length <= extent.count, hasLinkType else { return .other(.notTCP) }
    let type = LinkType(rawValue: UInt16(truncatingIfNeeded: bytes.long(extent.start &+ 8).byteSwapped))
    return link(type, bytes, extent.dropping(length), &packet)
  }

  /// sFlow version 5: an agent's address, then samples. What of them holds the start of a packet, yields it; what the
  /// first one's followers are, ``FrameDecoder/nextOfFrame()`` tells.
  mutating func sampledFlow(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 28 else { return .other(.truncated) }
    let isIPv6 = bytes.long(extent.start &+ 4) == 2
    guard bytes.long(extent.start) == 5 else { return .other(.notTCP) }
    var rest = extent.dropping(isIPv6 ? 40 : 28)
    var outcome = Decoded.other(.notTCP)
    for _ in 0..<Self.samplesADatagram where rest.captured(bytes) >= 8 {
      let sample = Self.sample(bytes, rest)
      // A flow sample, and its expanded form: 32 or 44 bytes before its records.
      switch bytes.long(rest.start) {
      case 1: sampledRecords(bytes, sample.dropping(32), packet, &outcome)
      case 3: sampledRecords(bytes, sample.dropping(44), packet, &outcome)
      default: break
      }
      rest = Extent(from: sample.end, to: rest.end)
    }
    return outcome
  }

  /// The most samples that a datagram of sFlow has room for, and the most records of a sample.
  private static let samplesADatagram = 64

  /// A sample or a record: four bytes of kind, four of length, and so many bytes.
  private static func sample(_ bytes: RawSpan, _ extent: Extent) -> Extent {
    let start = extent.start &+ 8
    return Extent(from: start, to: min(extent.end, start &+ Int(bytes.long(extent.start &+ 4))))
  }

  private mutating func sampledRecords(
    _ bytes: RawSpan, _ extent: Extent, _ packet: Packet, _ outcome: inout Decoded
  ) {
    var rest = extent
    for _ in 0..<Self.samplesADatagram where rest.captured(bytes) >= 8 {
      let record = Self.sample(bytes, rest)
      if bytes.long(rest.start) == 1 { note(sampledHeader(bytes, record, packet), as: &outcome) }
      rest = Extent(from: record.end, to: rest.end)
    }
  }

  /// The first bytes of a packet: its kind, its length, how much was taken off, how much is here.
  private mutating func sampledHeader(_ bytes: RawSpan, _ extent: Extent, _ packet: Packet) -> Decoded {
    guard extent.captured(bytes) >= 16 else { return .other(.truncated) }
    let start = extent.start &+ 16
    let captured = min(Int(bytes.long(extent.start &+ 12)), extent.end &- start)
    let whole = Extent(from: start, to: start &+ max(captured, Int(bytes.long(extent.start &+ 4))))
    let present = bytes.extracting(0..<min(bytes.byteCount, start &+ captured))
    var inner = packet
    enter(.sflow, &inner)
    switch bytes.long(extent.start) {
    case 1: return innerEthernet(present, whole, &inner)
    case 11, 12: return internet(present, whole, &inner)
    case 13: return mpls(present, whole, &inner)
    default: return .other(.notIP)
    }
  }
}
