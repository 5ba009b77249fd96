extension FrameDecoder {
  /// IP of the version that its first four bits name.
  @inline(__always)
  mutating func internet(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 20 else { return .other(.truncated) }
    switch bytes.byte(extent.start) >> 4 {
    case 4: return ipv4(bytes, extent, &packet)
    case 6: return ipv6(bytes, extent, &packet)
    default: return .other(.malformed)
    }
  }

  /// IPv4 (RFC 791 §3.1).
  mutating func ipv4(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    let start = extent.start
    let headerLength = Int(bytes.byte(start) & 0x0f) &* 4
    let written = Int(bytes.word(start &+ 2))
    // Offloaded segments are captured before the length is filled in: then all that was captured belongs to them.
    let total = written == 0 ? extent.count : written
    guard headerLength >= 20, total >= headerLength else { return .other(.malformed) }
    if checksums == .all, !headerIsIntact(bytes, Extent(from: start, to: start &+ headerLength)) {
      return .other(.wrongHeaderChecksum)
    }
    let payload = Extent(from: start &+ headerLength, to: min(extent.end, start &+ total))
    let fragment = bytes.word(start &+ 6)
    packet.envelope.timeToLive = bytes.byte(start &+ 8)
    packet.envelope.trafficClass = bytes.byte(start &+ 1)
    packet.envelope.identification = bytes.word(start &+ 4)
    packet.envelope.dontFragment = fragment & 0x4000 != 0
    var path = Path(
      source: IPAddress(v4: bytes.long(start &+ 12)), destination: IPAddress(v4: bytes.long(start &+ 16)))
    if headerLength > 20 {
      path = path.toEndOfSourceRoute(bytes, Extent(from: start &+ 20, to: start &+ headerLength))
    }
    let next = bytes.byte(start &+ 9)
    guard fragment & 0x3fff == 0 else {
      let piece = FragmentStore.Piece(
        offset: Int(fragment & 0x1fff) &* 8, hasMore: fragment & 0x2000 != 0, next: next,
        identification: UInt32(packet.envelope.identification))
      return reassemble(piece, path, bytes, payload, &packet)
    }
    return transport(next, path, bytes, payload, &packet)
  }

  /// IPv6 and its extension headers (RFC 8200 §4).
  mutating func ipv6(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 40 else { return .other(.truncated) }
    let start = extent.start
    let written = Int(bytes.word(start &+ 4))
    let granted = extent.dropping(40)
    // Length 0 is a jumbogram (RFC 2675) or a segment still to be split, and then longer than the field could say.
    let isJumbo = written == 0 && granted.count > 0xffff
    let payload = isJumbo ? granted : Extent(from: granted.start, to: min(granted.end, granted.start &+ written))
    packet.envelope.timeToLive = bytes.byte(start &+ 7)
    packet.envelope.trafficClass = UInt8(truncatingIfNeeded: bytes.word(start) >> 4)
    packet.envelope.identification = 0
    packet.envelope.dontFragment = false
    let path = Path(source: IPAddress(v6: bytes, start &+ 8), destination: IPAddress(v6: bytes, start &+ 24))
    return transport(bytes.byte(start &+ 6), path, bytes, payload, &packet)
  }

  /// What the protocol number of IPv4 or the next-header field of IPv6 names.
  @inline(__always)
  mutating func transport(
    _ number: UInt8, _ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    if number == InternetProtocol.tcp { return tcp(path, bytes, extent, &packet) }
    return otherTransport(number, path, bytes, extent, &packet)
  }

  mutating func otherTransport(
    _ number: UInt8, _ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard packet.descend() else { return .other(.malformed) }
    switch number {
    case InternetProtocol.udp, InternetProtocol.udpLite: return udp(bytes, extent, &packet)
    case InternetProtocol.icmp where path.source.version == .v4: return icmp(path, bytes, extent, &packet)
    case InternetProtocol.icmpv6 where path.source.version == .v6: return icmp(path, bytes, extent, &packet)
    case InternetProtocol.ipInIP: return tunnelled(.ipInIP, bytes, extent, &packet)
    case InternetProtocol.ipv6:
      return tunnelled(path.source.version == .v4 ? .sixInFour : .ipInIP, bytes, extent, &packet)
    case InternetProtocol.gre: return gre(bytes, extent, &packet)
    case InternetProtocol.etherIP: return etherIP(bytes, extent, headerLength: 2, &packet)
    case InternetProtocol.ethernet: return etherIP(bytes, extent, headerLength: 0, &packet)
    case InternetProtocol.mplsInIP: return mplsInIP(bytes, extent, &packet)
    case InternetProtocol.multicastRouting: return multicastRegister(bytes, extent, &packet)
    case InternetProtocol.authentication:
      return header(path, bytes, extent, length: (Int(bytes.byte(extent.start &+ 1)) &+ 2) &* 4, &packet)
    case InternetProtocol.hopByHop, InternetProtocol.shim6:
      return header(path, bytes, extent, length: Self.extensionLength(bytes, extent), &packet)
    case InternetProtocol.routing:
      let length = Self.extensionLength(bytes, extent)
      let route = Extent(from: extent.start, to: min(extent.end, extent.start &+ length))
      return header(path.toEndOfRoute(bytes, route), bytes, extent, length: length, &packet)
    case InternetProtocol.destinationOptions:
      let length = Self.extensionLength(bytes, extent)
      let options = Extent(from: extent.start &+ 2, to: min(extent.end, extent.start &+ length))
      return header(path.fromHome(bytes, options), bytes, extent, length: length, &packet)
    case InternetProtocol.mobility, InternetProtocol.hostIdentity:
      guard path.source.version == .v6 else { return .other(.notTCP) }
      return header(path, bytes, extent, length: Self.extensionLength(bytes, extent), &packet)
    case InternetProtocol.fragment: return fragment(path, bytes, extent, &packet)
    // Dynamic Source Routing (RFC 4728 §6.1): the next header, flags, and how long its options are.
    case InternetProtocol.dynamicSourceRouting:
      return header(path, bytes, extent, length: 4 &+ Int(bytes.word(extent.start &+ 2)), &packet)
    case InternetProtocol.networkLayer: return networkLayer(bytes, extent, &packet)
    default: return .other(.notTCP)
    }
  }

  /// Bytes of an IPv6 extension header: the second one counts units of eight behind the first (RFC 8200 §4.3).
  private static func extensionLength(_ bytes: RawSpan, _ extent: Extent) -> Int {
    (Int(bytes.byte(extent.start &+ 1)) &+ 1) &* 8
  }

  /// One extension header of `length` bytes, whose first byte names the next.
  private mutating func header(
    _ path: Path, _ bytes: RawSpan, _ extent: Extent, length: Int, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 4 else { return .other(.truncated) }
    guard length <= extent.count else { return .other(.malformed) }
    return transport(bytes.byte(extent.start), path, bytes, extent.dropping(length), &packet)
  }

  /// IPv6's fragment header (RFC 8200 §4.5); an atomic fragment (RFC 6946) is whole in itself.
  private mutating func fragment(
    _ path: Path, _ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet
  ) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let place = bytes.word(extent.start &+ 2)
    let next = bytes.byte(extent.start)
    guard place & 0xfff9 != 0 else { return transport(next, path, bytes, extent.dropping(8), &packet) }
    let piece = FragmentStore.Piece(
      offset: Int(place & 0xfff8), hasMore: place & 1 == 1, next: next, identification: bytes.long(extent.start &+ 4))
    return reassemble(piece, path, bytes, extent.dropping(8), &packet)
  }
}

/// From whom to whom an IP packet goes.
struct Path {
  var source: IPAddress
  var destination: IPAddress
}

/// IP protocol numbers of IANA's registry that lead to TCP.
@usableFromInline enum InternetProtocol {
  static let hopByHop: UInt8 = 0
  static let icmp: UInt8 = 1
  static let ipInIP: UInt8 = 4
  @inlinable static var tcp: UInt8 { 6 }
  static let udp: UInt8 = 17
  static let ipv6: UInt8 = 41
  static let routing: UInt8 = 43
  static let fragment: UInt8 = 44
  static let gre: UInt8 = 47
  static let dynamicSourceRouting: UInt8 = 48
  static let authentication: UInt8 = 51
  static let icmpv6: UInt8 = 58
  static let destinationOptions: UInt8 = 60
  static let networkLayer: UInt8 = 80
  static let etherIP: UInt8 = 97
  static let multicastRouting: UInt8 = 103
  static let mobility: UInt8 = 135
  static let udpLite: UInt8 = 136
  static let mplsInIP: UInt8 = 137
  static let hostIdentity: UInt8 = 139
  static let shim6: UInt8 = 140
  static let ethernet: UInt8 = 143
}
