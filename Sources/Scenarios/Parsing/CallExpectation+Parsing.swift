import Host

extension CallExpectation {
  /// Reads what follows `=`: `5`, `EPIPE SIGPIPE`, `IN OUT HUP`, `0 or ECONNRESET`, and `ECONNRESET, 0, 0` for calls
  /// that were begun together.
  init(_ text: some StringProtocol) throws(Words.Problem) {
    outcomes = []
    for part in text.split(separator: ",") {
      var alternatives: [Outcome] = []
      for alternative in part.split(separator: " or ") { alternatives.append(try Outcome(alternative)) }
      outcomes.append(alternatives)
    }
    guard !outcomes.isEmpty else { throw Words.Problem("expected an outcome after '='") }
  }
}

extension CallExpectation.Outcome {
  /// The states of a socket, by the kernel's names.
  static let states = [
    "", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT",
    "LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV",
  ]

  private static let errnoNames = (Int32(1)...133).map { "\(Errno(rawValue: $0))" }

  /// Takes the name of a state.
  static func state(_ words: inout Words) throws(Words.Problem) -> String {
    let name = String(try words.take("a state"))
    guard !name.isEmpty, states.contains(name) else {
      throw Words.Problem.unknown(name, "state", known: states.filter { !$0.isEmpty })
    }
    return name
  }

  init(_ text: some StringProtocol) throws(Words.Problem) {
    var words = Words(text)
    let word = try words.take("an outcome")
    if word == "ok" {
      self = .success
    } else if word == "killed" {
      guard words.take(if: "by"), words.take(if: "SIGPIPE") else { throw Words.Problem("expected 'killed by SIGPIPE'") }
      self = .killed(signal: "SIGPIPE")
    } else if word == "nothing" {
      self = .readiness([])
    } else if let number = Int(word) {
      guard number >= 0 else { throw Words.Problem("write the errno alone, as in '= ECONNRESET', not '\(word) …'") }
      self = .result(number)
    } else if word.hasSuffix("+"), let least = Int(word.dropLast()) {
      self = .atLeast(least)
    } else if let errno = Errno(name: word) {
      self = .failure(errno, signal: words.take(if: "SIGPIPE") ? "SIGPIPE" : nil)
    } else if PollEvents.value(of: String(word)) != nil {
      var bits = [String(word)]
      while let bit = words.next, PollEvents.value(of: String(bit)) != nil {
        bits.append(String(try words.take("a bit")))
      }
      self = .readiness(bits)
    } else if Self.states.contains(String(word)) {
      self = .state(String(word))
    } else {
      let known = Self.states + Self.errnoNames + ["ok", "nothing", "killed"] + PollEvents.names(in: .max)
      throw Words.Problem(
        "'\(word)' is no outcome"
          + Spelling.hint(for: word, among: known, listed: "a count, an errno, poll bits, a state, ok, nothing"))
    }
    try words.end()
  }
}
