import Wire

/// How a declared line is held against a packet: who is who at which address, and what the numbers mean there.
struct WireMatching {
  /// Whose address an endpoint is.
  var parties: [Endpoint: String]
  /// Where a party's end is.
  var endpoints: [String: Endpoint]

  /// Whether a packet is what a line declares; `copy` counts how often the line was met before.
  func agrees(_ line: WireLine, _ packet: SeenPacket, copy: Int = 0) -> Bool {
    switch (line.packet, packet.content) {
    case (.segment(let declared), .segment(let seen)): agrees(declared, seen, copy: copy)
    case (.error(let declared), .error(let seen)): agrees(declared, seen)
    default: false
    }
  }

  private func agrees(_ declared: DeclaredSegment, _ seen: SeenSegment, copy: Int) -> Bool {
    guard isAt(declared.source, seen.segment.tuple.source), isAt(declared.destination, seen.segment.tuple.destination),
      declared.flags.subtracting(.psh) == seen.flags, declared.payloadLength.contains(seen.payloadLength),
      declared.window.map({ $0 == seen.segment.window }) ?? true,
      declared.timeToLive.map({ $0 == seen.segment.envelope.timeToLive }) ?? true,
      declared.trafficClass.map({ $0 == seen.segment.envelope.trafficClass }) ?? true
    else { return false }
    // Repetitions bear the old numbers: only a line that was met already takes one.
    if seen.isRepetition, !seen.flags.contains(.rst) { return copy > 0 }
    return holds(declared.sequence, seen.sequenceNumber, in: seen.own)
      && holds(declared.acknowledgment, seen.segment.acknowledgmentNumber, in: seen.other)
  }

  private func agrees(_ declared: DeclaredError, _ seen: ICMPError) -> Bool {
    guard declared.type == seen.type, declared.code == seen.code, isAt(declared.destination, seen.quotedTuple.source)
    else { return false }
    guard let source = endpoints[declared.source] else {
      return !endpoints.values.contains { $0.address == seen.sender }
    }
    return source.address == seen.sender
  }

  /// `elsewhere` is where nobody of the scenario is.
  private func isAt(_ party: String, _ endpoint: Endpoint) -> Bool {
    guard party != Step.elsewhere else { return parties[endpoint] == nil && !endpoints.values.contains(endpoint) }
    return endpoints[party] == endpoint || parties[endpoint] == party
  }

  private func holds(_ number: SegmentNumber?, _ seen: SequenceNumber, in direction: WireHistory.Direction) -> Bool {
    guard let number else { return true }
    let offset = UInt32(truncatingIfNeeded: number.offset)
    switch number.base {
    case .zero: return seen.rawValue == offset
    case .iss: return seen == (direction.initial ?? SequenceNumber(rawValue: 0)) + offset
    // Where a direction has shown nothing yet, any number begins it.
    case .next: return direction.next.map { seen == $0 + offset } ?? true
    }
  }
}

extension WireMatching {
  /// A packet in the words of a declaration; numbers are left out where they go on as expected.
  func text(of packet: SeenPacket) -> String {
    switch packet.content {
    case .segment(let seen): text(of: seen)
    case .error(let error):
      "\(name(ofSender: error)) > \(name(of: error.quotedTuple.source)) ICMP \(error.type)/\(error.code)"
    }
  }

  private func text(of seen: SeenSegment) -> String {
    let tuple = seen.segment.tuple
    var text = "\(name(of: tuple.source)) > \(name(of: tuple.destination)) \(seen.flags)"
    if seen.payloadLength > 0 { text += " len=\(seen.payloadLength)" }
    if !seen.flags.contains(.syn) { text += Self.text("seq", seen.sequenceNumber, in: seen.own) }
    if seen.flags.contains(.ack) { text += Self.text("ack", seen.segment.acknowledgmentNumber, in: seen.other) }
    return text
  }

  private static func text(_ field: String, _ number: SequenceNumber, in direction: WireHistory.Direction) -> String {
    guard let next = direction.next else { return number.rawValue == 0 ? " \(field)=0" : "" }
    let offset = next.distance(to: number)
    return offset == 0 ? "" : " \(field)=\(SegmentNumber(base: .next, offset: Int64(offset)))"
  }

  private func name(of endpoint: Endpoint) -> String {
    parties[endpoint] ?? endpoints.keys.sorted().first { endpoints[$0] == endpoint } ?? "\(endpoint)"
  }

  private func name(ofSender error: ICMPError) -> String {
    let names = endpoints.filter { $0.value.address == error.sender }.keys.sorted()
    return names.contains("server") ? "server" : names.first ?? "router"
  }
}
