import Wire

extension WireLine {
  /// Reads `server > client RST,ACK seq=next+8 x2`, `router > client ICMP 3/1` and `nothing`.
  init(_ words: inout Words) throws(Words.Problem) {
    self.init(packet: .nothing, times: 1...1)
    if words.take(if: "nothing") { return }
    let source = String(try words.take("whose address it bears"))
    guard words.take(if: ">") else {
      throw Words.Problem("expected '>' after '\(source)', as in 'client > server SYN'")
    }
    let destination = String(try words.take("to whom"))
    if words.take(if: "ICMP") {
      packet = .error(try DeclaredError(from: source, to: destination, &words))
    } else {
      var segment = DeclaredSegment(source: source, destination: destination, flags: try TCPFlags(&words))
      // A SYN sets the number that all others count from; what is not marked ACK acknowledges nothing.
      segment.sequence = segment.flags.contains(.syn) ? nil : .following
      segment.acknowledgment = segment.flags.contains(.ack) ? .following : nil
      while let word = words.next, word.contains("=") { try segment.readField(try words.take("a field")) }
      packet = .segment(segment)
    }
    if let word = words.next, let times = try Self.times(word) {
      self.times = times
      _ = try words.take("how often")
    }
  }

  /// `x3` is three times, `x2+` at least twice, `x0+` as often as it likes, `maybe` at most once.
  private static func times(_ word: Substring) throws(Words.Problem) -> ClosedRange<Int>? {
    if word == "maybe" { return 0...1 }
    guard word.hasPrefix("x") else { return nil }
    guard let range = amount(word.dropFirst(), upTo: 1000), range.upperBound > 0 else {
      throw Words.Problem("'\(word)' says not how often; write x3, x2+, x0+ or maybe")
    }
    return range
  }

  /// `5` is five, `5+` five or more.
  fileprivate static func amount(_ text: Substring, upTo limit: Int) -> ClosedRange<Int>? {
    let isOpen = text.hasSuffix("+")
    guard let number = Int(isOpen ? text.dropLast() : text), (0...limit).contains(number) else { return nil }
    return isOpen ? number...Int.max : number...number
  }
}

extension SegmentNumber {
  /// Where the direction goes on.
  fileprivate static let following = SegmentNumber(base: .next, offset: 0)

  /// Reads `next`, `next+1`, `iss-10`, `777000`.
  init(_ text: Substring) throws(Words.Problem) {
    for base in Base.allCases where !base.rawValue.isEmpty && text.hasPrefix(base.rawValue) {
      let rest = text.dropFirst(base.rawValue.count)
      guard let offset = rest.isEmpty ? 0 : Int64(rest) else { break }
      self.init(base: base, offset: offset)
      return
    }
    guard let number = Int64(text) else {
      throw Words.Problem("'\(text)' is no sequence number; write next, next+1, iss-10 or a number")
    }
    self.init(base: .zero, offset: number)
  }
}

extension DeclaredSegment {
  fileprivate mutating func readField(_ word: Substring) throws(Words.Problem) {
    let parts = word.split(separator: "=", maxSplits: 1)
    let value = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "len":
      guard let length = WireLine.amount(value, upTo: 8_000_000) else {
        throw Words.Problem("'\(word)': write len=5, or len=5+ for at least so many")
      }
      payloadLength = length
    case "seq": sequence = value == "any" ? nil : try SegmentNumber(value)
    case "ack": acknowledgment = value == "any" ? nil : try SegmentNumber(value)
    case "win": window = try Words.integer(word, value)
    case "ttl": timeToLive = try Words.integer(word, value)
    case "tos": trafficClass = try Words.integer(word, value)
    default: throw Words.Problem("'\(word)' is no field; known: len=, seq=, ack=, win=, ttl=, tos=, and xN or maybe")
    }
  }
}

extension DeclaredError {
  /// Reads `3/1`, type and code.
  fileprivate init(from source: String, to destination: String, _ words: inout Words) throws(Words.Problem) {
    let text = try words.take("type and code")
    let numbers = text.split(separator: "/").compactMap { UInt8($0) }
    guard numbers.count == 2 else { throw Words.Problem("'\(text)': write ICMP's type and code, as in 3/1") }
    self.init(source: source, destination: destination, type: numbers[0], code: numbers[1])
  }
}
