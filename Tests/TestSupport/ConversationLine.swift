import Wire

/// One line of a ``Conversation``, word by word.
struct ConversationLine {
  private var words: ArraySlice<Substring>
  private var options: Substring = ""
  private let text: Substring

  init(_ line: Substring) {
    text = line
    var rest = line
    let arrow = line.firstIndex { $0 == "<" || $0 == ">" } ?? line.endIndex
    let tail = arrow == line.endIndex ? line[arrow...] : line[line.index(after: arrow)...]
    if let open = tail.firstIndex(of: "<"), let close = tail.lastIndex(of: ">") {
      options = tail[tail.index(after: open)..<close]
      rest = line[..<open]
    }
    words = rest.split { $0 == " " || $0 == "\t" }[...]
  }

  var isEmpty: Bool { words.isEmpty }

  mutating func time(after last: Int64, start: Int64) throws -> Int64 {
    guard let first = words.first, let sign = first.first, sign == "+" || sign.isNumber else {
      return last + 1_000_000
    }
    words.removeFirst()
    guard let seconds = Double(sign == "+" ? first.dropFirst() : first) else { throw mistake("time") }
    return (sign == "+" ? last : start) + Int64((seconds * 1e9).rounded())
  }

  mutating func event(frame: Int, time: Int64, before: [Conversation.Event]) throws -> Conversation.Event {
    var flow = 0
    if let label = words.first, label.first == "@" {
      guard let number = Int(label.dropFirst()) else { throw mistake("flow number") }
      flow = number
      words.removeFirst()
    }
    let client = Endpoint(address: Conversation.client, port: UInt16(truncatingIfNeeded: 40000 + flow))
    let upward = FourTuple(source: client, destination: Conversation.server)
    let arrow = words.popFirst()
    guard arrow == "<" || arrow == ">" else { throw mistake("'<' or '>'") }
    let tuple = arrow == "<" ? upward : upward.reversed
    let stamp = Timestamp(nanoseconds: time)
    if words.first == "icmp" {
      words.removeFirst()
      return try icmp(FrameID(number: frame), stamp, tuple, before)
    }
    return .segment(try segment(FrameID(number: frame), stamp, tuple, fromClient: arrow == "<"))
  }

  private mutating func icmp(
    _ frame: FrameID, _ time: Timestamp, _ tuple: FourTuple, _ before: [Conversation.Event]
  ) throws -> Conversation.Event {
    let numbers = (words.popFirst() ?? "").split(separator: ".").compactMap { UInt8($0) }
    let quoted = before.reversed().lazy.compactMap { event -> Segment? in
      if case .segment(let segment) = event, segment.tuple == tuple.reversed { segment } else { nil }
    }.first
    guard numbers.count == 2, let quoted else { throw mistake("icmp TYPE.CODE after a segment the other way") }
    return .icmp(
      ICMPError(
        frame: frame, time: time, sender: tuple.source.address, recipient: tuple.destination.address,
        type: numbers[0], code: numbers[1], quotedTuple: quoted.tuple,
        quotedSequenceNumber: quoted.sequenceNumber, quotedFlags: quoted.flags))
  }

  private mutating func segment(
    _ frame: FrameID, _ time: Timestamp, _ tuple: FourTuple, fromClient: Bool
  ) throws -> Segment {
    let flags = try flags()
    let bases =
      fromClient
      ? (own: Conversation.clientISS, other: Conversation.serverISS)
      : (own: Conversation.serverISS, other: Conversation.clientISS)
    guard let range = words.popFirst(), let colon = range.firstIndex(of: ":"),
      let open = range.firstIndex(of: "("), range.last == ")",
      let length = UInt32(range[range.index(after: open)...].dropLast())
    else { throw mistake("BEGIN:END(LENGTH)") }
    let begin = range[..<colon]
    let isAbsolute = flags.contains(.rst) && begin == "0"
    var segment = Segment(
      frame: frame, time: time, tuple: tuple,
      sequenceNumber: isAbsolute ? SequenceNumber(rawValue: 0) : try number(begin, from: bases.own),
      acknowledgmentNumber: SequenceNumber(rawValue: 0), flags: flags, window: 0, payloadLength: length,
      capturedPayloadLength: length)
    segment.envelope.timeToLive = 64
    segment.envelope.dontFragment = true
    // Every operating system's SYN offers a maximum segment size; `<bare>` is one of a tool that writes its own.
    if flags.contains(.syn) { segment.options.insert(.maximumSegmentSize) { $0.maximumSegmentSize = 1460 } }
    try readFields(into: &segment, other: bases.other)
    try readOptions(into: &segment.options, own: bases.own, other: bases.other)
    return segment
  }

  private mutating func flags() throws -> TCPFlags {
    let letters: [Character: TCPFlags] = [
      "S": .syn, "F": .fin, "R": .rst, "P": .psh, "U": .urg, "E": .ece, "W": .cwr, ".": .ack, "-": [],
    ]
    return try (words.popFirst() ?? "").reduce(into: TCPFlags()) { flags, letter in
      guard let flag = letters[letter] else { throw mistake("flags") }
      flags.formUnion(flag)
    }
  }

  private mutating func readFields(into segment: inout Segment, other: SequenceNumber) throws {
    while let name = words.popFirst() {
      if name == "df" {
        segment.envelope.dontFragment = true
        continue
      }
      guard let value = words.popFirst() else { throw mistake("a value after '\(name)'") }
      if name == "ack" {
        segment.acknowledgmentNumber = try number(value, from: other)
        continue
      }
      guard let plain = UInt16(value) else { throw mistake("a number after '\(name)'") }
      switch name {
      case "win": segment.window = plain
      case "ttl": segment.envelope.timeToLive = UInt8(truncatingIfNeeded: plain)
      case "id": segment.envelope.identification = plain
      case "iface": segment.envelope.interface = UInt8(truncatingIfNeeded: plain)
      default: throw mistake("'\(name)'")
      }
    }
  }

  private func readOptions(into result: inout TCPOptions, own: SequenceNumber, other: SequenceNumber) throws {
    for option in options.split(separator: ",") {
      let parts = option.split(separator: " ")
      let value = parts.count > 1 ? UInt32(parts[1]) ?? 0 : 0
      switch parts.first {
      case "mss": result.insert(.maximumSegmentSize) { $0.maximumSegmentSize = UInt16(truncatingIfNeeded: value) }
      case "wscale": result.insert(.windowScale) { $0.windowScale = UInt8(truncatingIfNeeded: value) }
      case "sackOK": result.insert(.sackPermitted) { _ in }
      case "TS":
        guard parts.count == 5, let tsval = UInt32(parts[2]), let echo = UInt32(parts[4]) else {
          throw mistake("TS val N ecr N")
        }
        result.insert(.timestamps) { ($0.timestampValue, $0.timestampEcho) = (tsval, echo) }
      case "sack":
        guard parts.count == 2, let edge = parts[1].split(separator: ":").last else { throw mistake("sack A:B") }
        let right = try number(edge, from: other)
        result.insert(.sack) { $0.sackRightEdge = right }
      case "md5": result.insert(.md5Signature) { _ in }
      case "ao": result.insert(.authentication) { _ in }
      case "FO": result.insert(.fastOpen) { _ in }
      case "nop", "eol": break
      case "bare": result.kinds.remove(.maximumSegmentSize)
      case "scale-first": result.insert(.scaleFirst) { _ in }
      case "mp_capable": result.insert(.multipath) { $0.multipathSubtypes |= 1 << 0 }
      case "mp_join": result.insert(.multipath) { $0.multipathSubtypes |= 1 << 1 }
      case "mp_fastclose": result.insert(.multipath) { $0.multipathSubtypes |= 1 << 7 }
      case "mp_reset":
        result.insert(.multipath) {
          $0.multipathSubtypes |= 1 << 8
          $0.multipathResetReason = UInt8(truncatingIfNeeded: value)
        }
      default: throw mistake("option '\(option)'")
      }
    }
  }

  private func number(_ word: Substring, from base: SequenceNumber) throws -> SequenceNumber {
    if word.first == "=" {
      guard let value = UInt32(word.dropFirst()) else { throw mistake("'\(word)'") }
      return SequenceNumber(rawValue: value)
    }
    guard let value = Int64(word) else { throw mistake("'\(word)'") }
    return base + UInt32(truncatingIfNeeded: value)
  }

  private func mistake(_ expected: String) -> Conversation.Mistake {
    Conversation.Mistake(description: "expected \(expected) in: \(text)")
  }
}

extension TCPOptions {
  /// Marks an option as present and fills it in.
  fileprivate mutating func insert(_ kind: Kinds, _ fill: (inout TCPOptions) -> Void) {
    kinds.formUnion(kind)
    fill(&self)
  }
}
