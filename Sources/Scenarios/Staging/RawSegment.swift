import Wire

/// The bytes of a forged segment, IP header included; a pure function of what was asked for and seen before.
struct RawSegment {
  /// The packet, from the IP header on.
  let bytes: [UInt8]

  /// Builds the segment; `token` is that of the Multipath TCP connection which it asks to join.
  init(_ injection: Injection, _ tuple: FourTuple, history: [Segment], token: UInt32 = 0xdead_beef) {
    let sent = history.filter { $0.tuple == tuple }
    let answered = history.filter { $0.tuple == tuple.reversed }
    let sequence = Self.resolve(injection.sequence, own: sent, other: answered)
    let acknowledgment = Self.resolve(injection.acknowledgment, own: answered, other: sent)
    let options = injection.join == nil ? Self.timestamps(injection, sent, answered) : Self.join(injection, token)
    let words = UInt8(5 + options.count / 4)
    var segment = tuple.source.port.networkBytes + tuple.destination.port.networkBytes + sequence.networkBytes
    segment += acknowledgment.networkBytes
    segment += [words << 4, UInt8(truncatingIfNeeded: injection.flags.rawValue)] + injection.window.networkBytes
    segment += [0, 0, 0, 0] + options + [UInt8](repeating: 0x78, count: injection.payloadLength)
    let sum = Self.checksum(Self.pseudoHeader(tuple, segment.count) + segment)
    let written = injection.badChecksum ? sum ^ 0x5555 : sum
    segment.replaceSubrange(16..<18, with: written.networkBytes)
    bytes = Self.header(tuple, injection.timeToLive, segment.count) + segment
  }

  /// `next` is what the reader of the number expects: the highest acknowledgment of the other side where there is one,
  /// else the end of what was sent.
  private static func resolve(_ number: SegmentNumber, own: [Segment], other: [Segment]) -> UInt32 {
    let offset = UInt32(truncatingIfNeeded: number.offset)
    switch number.base {
    case .zero: return offset
    case .iss:
      let first = own.first { $0.flags.contains(.syn) }
      return (first?.sequenceNumber.rawValue ?? 0) &+ offset
    case .next:
      let acknowledged = other.filter { $0.flags.contains(.ack) }.map(\.acknowledgmentNumber)
      let ends = own.filter { !$0.flags.contains(.rst) }.map(\.endSequenceNumber)
      let known = acknowledged.isEmpty ? ends : acknowledged
      let highest = known.reduce(known.first) { best, next in
        best.map { $0.precedes(next) ? next : $0 }
      }
      return (highest?.rawValue ?? 0) &+ offset
    }
  }

  /// MP_JOIN (RFC 8684 §3.2): of a SYN the receiver's token and a random number, of an ACK a HMAC, here a wrong one.
  private static func join(_ injection: Injection, _ token: UInt32) -> [UInt8] {
    guard injection.flags.contains(.syn) else { return [30, 24, 0x10, 0] + [UInt8](repeating: 0x5a, count: 20) }
    return [30, 12, 0x10, 1] + token.networkBytes + UInt32(0x1234_5678).networkBytes
  }

  private static func timestamps(_ injection: Injection, _ sent: [Segment], _ answered: [Segment]) -> [UInt8] {
    guard injection.timestampOffset != nil || injection.timestampEchoOffset != nil else { return [] }
    let value = sent.last { $0.options.kinds.contains(.timestamps) }?.options.timestampValue ?? 1000
    let echo = answered.last { $0.options.kinds.contains(.timestamps) }?.options.timestampValue ?? 0
    let shifted = value &+ UInt32(truncatingIfNeeded: injection.timestampOffset ?? 0)
    let shiftedEcho = echo &+ UInt32(truncatingIfNeeded: injection.timestampEchoOffset ?? 0)
    return [1, 1, 8, 10] + shifted.networkBytes + shiftedEcho.networkBytes
  }

  private static func header(_ tuple: FourTuple, _ timeToLive: UInt8, _ length: Int) -> [UInt8] {
    let source = addressBytes(tuple.source.address)
    let destination = addressBytes(tuple.destination.address)
    guard tuple.source.address.version == .v4 else {
      return [0x60, 0, 0, 0] + UInt16(truncatingIfNeeded: length).networkBytes + [6, timeToLive] + source + destination
    }
    var header: [UInt8] = [0x45, 0] + UInt16(truncatingIfNeeded: length + 20).networkBytes
    header += [0x42, 0x42, 0, 0, timeToLive, 6, 0, 0] + source + destination
    header.replaceSubrange(10..<12, with: checksum(header).networkBytes)
    return header
  }

  private static func addressBytes(_ address: IPAddress) -> [UInt8] {
    switch address.version {
    case .v4: UInt32(truncatingIfNeeded: address.low).networkBytes
    case .v6: address.high.networkBytes + address.low.networkBytes
    }
  }

  private static func pseudoHeader(_ tuple: FourTuple, _ length: Int) -> [UInt8] {
    addressBytes(tuple.source.address) + addressBytes(tuple.destination.address) + [0, 6]
      + UInt16(truncatingIfNeeded: length).networkBytes
  }

  /// The Internet checksum (RFC 1071).
  private static func checksum(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt32 = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      let low = index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0
      sum &+= UInt32(bytes[index]) << 8 | low
    }
    while sum >> 16 != 0 { sum = (sum & 0xffff) + (sum >> 16) }
    return ~UInt16(truncatingIfNeeded: sum)
  }
}
