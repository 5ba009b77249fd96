import Wire

extension Observation {
  /// What `wait` takes, as errors list it.
  private static let forms = """
    IN, OUT, ERR, HUP, RDHUP, PRI, listener IN, state NAME, acked, blocked, segment FLAGS, icmp, time-wait, \
    no-time-wait, N bytes
    """

  /// Reads what follows `wait`.
  init(_ words: inout Words) throws(Words.Problem) {
    let word = try words.take("what to wait for")
    switch word {
    case "IN", "OUT", "ERR", "HUP", "RDHUP", "PRI": self = .readiness(String(word))
    case "listener": self = .listenerReadiness(String(try words.take("a poll bit")))
    case "state": self = .state(try CallExpectation.Outcome.state(&words))
    case "acked": self = .acknowledged
    case "blocked": self = .blocked
    case "icmp": self = .icmp(count: words.isEmpty ? 1 : try words.number("a count", in: 1...1000))
    case "segment":
      let flags = try TCPFlags(&words)
      self = .segment(flags: flags, count: words.isEmpty ? 1 : try words.number("a count", in: 1...1000))
    case "time-wait": self = .timeWait(present: true)
    case "no-time-wait": self = .timeWait(present: false)
    default:
      guard let count = Int(word), words.take(if: "bytes") else {
        let known = [
          "IN", "OUT", "ERR", "HUP", "RDHUP", "PRI", "listener", "state", "acked", "blocked", "segment", "icmp",
        ]
        throw Words.Problem(
          "'\(word)' cannot be waited for\(Spelling.hint(for: word, among: known, listed: Self.forms))")
      }
      self = .bytes(count)
    }
  }
}

extension TCPFlags {
  /// Reads `RST,ACK`.
  init(_ words: inout Words) throws(Words.Problem) {
    try self.init(named: try words.take("TCP flags"))
  }

  /// Reads `RST,ACK`; `none` is the empty set.
  init(named text: some StringProtocol) throws(Words.Problem) {
    self = []
    guard text != "none" else { return }
    for name in text.split(separator: ",") {
      switch name {
      case "SYN": insert(.syn)
      case "FIN": insert(.fin)
      case "RST": insert(.rst)
      case "PSH": insert(.psh)
      case "ACK": insert(.ack)
      case "URG": insert(.urg)
      default: throw Words.Problem.unknown(name, "TCP flag", known: ["SYN", "FIN", "RST", "PSH", "ACK", "URG", "none"])
      }
    }
  }
}
