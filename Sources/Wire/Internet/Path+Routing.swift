/// Who talks with whom where a packet is under way from stop to stop: TCP knows the ends alone, and sums them in its
/// pseudo-header.
extension Path {
  /// The same path with the last stop of an IPv4 source route that is not at its end (RFC 791 §3.1).
  ///
  /// - Parameter options: The header's options.
  func toEndOfSourceRoute(_ bytes: RawSpan, _ options: Extent) -> Path {
    var rest = options
    while rest.captured(bytes) >= 7 {
      let (kind, length) = (bytes.byte(rest.start), Int(bytes.byte(rest.start &+ 1)))
      if kind == 0 { break }
      if kind == 1 {
        rest = rest.dropping(1)
        continue
      }
      guard length >= 2, length <= rest.captured(bytes) else { break }
      if kind == 131 || kind == 137 {
        let pointer = Int(bytes.byte(rest.start &+ 2))
        guard length >= 7, pointer >= 4, pointer & 3 == 0, pointer <= length else { break }
        return Path(source: source, destination: IPAddress(v4: bytes.long(rest.start &+ length &- 4)))
      }
      rest = rest.dropping(length)
    }
    return self
  }

  /// The same path with the last stop of an IPv6 routing header (RFC 8200 §4.4) that is not at its end: types 0, 2 of
  /// Mobile IPv6 (RFC 6275 §6.4) and 4 of segment routing (RFC 8754 §2), which counts its stops from the last.
  func toEndOfRoute(_ bytes: RawSpan, _ header: Extent) -> Path {
    let (type, left) = (bytes.byte(header.start &+ 2), bytes.byte(header.start &+ 3))
    guard source.version == .v6, left > 0, header.count >= 24, header.captured(bytes) == header.count else {
      return self
    }
    switch type {
    case 0, 2: return Path(source: source, destination: IPAddress(v6: bytes, header.end &- 16))
    case 4: return Path(source: source, destination: IPAddress(v6: bytes, header.start &+ 8))
    default: return self
    }
  }

  /// The same path from the home address of a mobile node that is abroad (RFC 6275 §6.3).
  ///
  /// - Parameter options: The destination options, behind the header's first two bytes.
  func fromHome(_ bytes: RawSpan, _ options: Extent) -> Path {
    guard source.version == .v6 else { return self }
    var rest = options
    while rest.captured(bytes) >= 18 {
      let (kind, length) = (bytes.byte(rest.start), Int(bytes.byte(rest.start &+ 1)))
      if kind == 201, length == 16 {
        return Path(source: IPAddress(v6: bytes, rest.start &+ 2), destination: destination)
      }
      rest = rest.dropping(kind == 0 ? 1 : 2 &+ length)
    }
    return self
  }
}

extension IPAddress {
  /// The 16 bytes at `offset`.
  init(v6 bytes: RawSpan, _ offset: Int) { self.init(v6High: bytes.quad(offset), low: bytes.quad(offset &+ 8)) }
}
