import Wire

extension Injection {
  /// Reads `server > client RST,ACK seq=next+1 ack=next win=0 ttl=1 len=20 badsum x4`.
  init(_ words: inout Words) throws(Words.Problem) {
    source = String(try words.take("whose address it bears"))
    guard words.take(if: ">") else { throw Words.Problem("expected '>' after '\(source)'") }
    destination = String(try words.take("to whom"))
    flags = try TCPFlags(&words)
    sequence = SegmentNumber(base: .next, offset: 0)
    acknowledgment =
      flags.contains(.ack) ? SegmentNumber(base: .next, offset: 0) : SegmentNumber(base: .zero, offset: 0)
    while !words.isEmpty { try readField(try words.take("a field")) }
  }

  private mutating func readField(_ word: Substring) throws(Words.Problem) {
    let parts = word.split(separator: "=", maxSplits: 1)
    let value = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "seq": sequence = try SegmentNumber(value)
    case "ack": acknowledgment = try SegmentNumber(value)
    case "win": window = try Words.integer(word, value)
    case "ttl": timeToLive = try Words.integer(word, value)
    case "len": payloadLength = Int(try Words.integer(word, value) as UInt16)
    case "tsval": timestampOffset = Int(try Words.integer(word, value) as Int32)
    case "tsecr": timestampEchoOffset = Int(try Words.integer(word, value) as Int32)
    case "badsum": badChecksum = true
    case "mp-join": join = parts.count == 2 ? .connection(of: String(value)) : .unknown
    default:
      guard word.hasPrefix("x"), let times = Int(word.dropFirst()), (1...100).contains(times) else {
        throw Words.Problem(
          "'\(word)' is no field; known: seq=, ack=, win=, ttl=, len=, tsval=, tsecr=, badsum, mp-join, xN")
      }
      count = times
    }
  }
}
