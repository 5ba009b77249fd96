import Wire

extension Injection {
  /// Reads `server > client RST,ACK seq=next+1 ack=next win=0 ttl=1 len=20 badsum x4`.
  init(_ words: inout Words) throws(Words.Problem) {
    source = String(try words.take("whose address it bears"))
    guard words.take(if: ">") else { throw Words.Problem("expected '>' after '\(source)'") }
    destination = String(try words.take("to whom"))
    flags = try TCPFlags(&words)
    sequence = Number(base: .next, offset: 0)
    acknowledgment = flags.contains(.ack) ? Number(base: .next, offset: 0) : Number(base: .zero, offset: 0)
    while !words.isEmpty { try readField(try words.take("a field")) }
  }

  private mutating func readField(_ word: Substring) throws(Words.Problem) {
    let parts = word.split(separator: "=", maxSplits: 1)
    let value = parts.count == 2 ? parts[1] : ""
    switch parts[0] {
    case "seq": sequence = try Number(value)
    case "ack": acknowledgment = try Number(value)
    case "win": window = try Self.integer(word, value)
    case "ttl": timeToLive = try Self.integer(word, value)
    case "len": payloadLength = Int(try Self.integer(word, value) as UInt16)
    case "tsval": timestampOffset = Int(try Self.integer(word, value) as Int32)
    case "tsecr": timestampEchoOffset = Int(try Self.integer(word, value) as Int32)
    case "badsum": badChecksum = true
    case "mp-join": joinsUnknownToken = true
    default:
      guard word.hasPrefix("x"), let times = Int(word.dropFirst()), (1...100).contains(times) else {
        throw Words.Problem("'\(word)' is no field; known: seq=, ack=, win=, ttl=, len=, tsval=, tsecr=, badsum, xN")
      }
      count = times
    }
  }

  private static func integer<Value: FixedWidthInteger>(
    _ word: Substring, _ text: Substring
  ) throws(Words.Problem) -> Value {
    guard let value = Value(text) else { throw Words.Problem("'\(word)': not a number in range") }
    return value
  }
}

extension Injection.Number {
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
