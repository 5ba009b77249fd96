import Causes
import Flows
import Host
import Matches
import Wire

/// The sentences that several renderers share; each is plain text, to be escaped by whoever prints it.
enum Sentences {
  /// Who reset whom, why, and what the other side sees. Resets of which the same is to be said share a sentence; in the
  /// order of their first frames.
  static func why(_ matches: [Match]) -> [String] {
    var frames: [String: [FrameID]] = [:]
    var clauses: [String] = []
    for match in matches {
      let clause = clause(match)
      if frames[clause] == nil { clauses.append(clause) }
      frames[clause, default: []].append(match.reset.segment.frame)
    }
    return clauses.map { "\(list(frames[$0] ?? [])): \($0)" }
  }

  private static func clause(_ match: Match) -> String {
    let tuple = match.reset.segment.tuple
    return "\(tuple.source) \(act(match)) \(tuple.destination)" + reason(match) + consequence(match.receiver)
  }

  /// `Frame 7`, `Frames 7, 9 and 12`, `Frames 7, 9, 12, 15, 16 and 31 more`.
  private static func list(_ frames: [FrameID]) -> String {
    guard frames.count > 1 else { return "Frame" + frames.map { " \($0)" }.joined() }
    let shown = frames.count <= 6 ? frames.count - 1 : 5
    let last = frames.count <= 6 ? "\(frames[shown])" : "\(grouped(frames.count - shown)) more"
    return "Frames " + frames.prefix(shown).map(\.description).joined(separator: ", ") + " and " + last
  }

  /// How a RST is built, what became of it, and what carried it: `RST, passive-ack shape, accepted by the receiver
  /// (established), through vxlan`.
  static func passage(_ match: Match) -> String {
    let segment = match.reset.segment
    let tunnel = segment.envelope.tunnel
    return "\(segment.flags), \(match.reset.shape.rawValue) shape, \(match.acceptance.rawValue) by the receiver "
      + "(\(match.receiver.state.word))" + (tunnel == .none ? "" : ", through \(tunnel.word)")
  }

  private static func act(_ match: Match) -> String {
    switch match.acceptance {
    case .accepted, .unknown:
      match.reset.receiver.state == .synSent ? "refused the connection attempt of" : "reset the connection with"
    case .challenged: "tried to reset, and was challenged by,"
    case .ignored: "sent a reset without effect to"
    }
  }

  private static func consequence(_ prediction: Prediction) -> String {
    guard let error = prediction.error, prediction.certainty != .unknown else { return "" }
    return " The other side gets \(error)."
  }

  /// What failed without a RST, in one sentence.
  static func why(_ failure: Failure) -> String {
    let frames = failure.frames.prefix(8).map(\.description).joined(separator: ", ")
    let place = frames.isEmpty ? "" : " (frame\(failure.frames.count == 1 ? "" : "s") \(frames))"
    let words = "\(failure.cause.rawValue)\(place): \(failure.reason)."
    return failure.tuple.map { "\($0.source) to \($0.destination): \(words)" } ?? words
  }

  /// The end of a sentence: ` because nothing listens on that port.`
  private static func reason(_ match: Match) -> String {
    match.verdict.candidates.isEmpty ? "; no rule tells why." : " because \(match.clause)."
  }

  /// `close-with-unread-data`, or `tie: a | b | c`.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict.status {
    case .settled(let cause): "\(cause.rawValue) (settled)"
    case .tied(let causes): "tie: " + causes.map(\.rawValue).joined(separator: " | ")
    case .unexplained: "unexplained"
    }
  }

  /// `close-with-unread-data`, `no-listener, or 2 others`, `unexplained`.
  static func shortVerdict(_ verdict: Verdict) -> String {
    let rest = verdict.candidates.count - 1
    guard let first = verdict.candidates.first else { return "unexplained" }
    return rest < 1 ? first.rawValue : "\(first.rawValue), or \(rest) other\(rest == 1 ? "" : "s")"
  }

  /// A path's last component.
  static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// A verdict in at most one line: the packet comment of a recording.
  static func comment(_ match: Match) -> String {
    "rstscope: \(verdict(match.verdict)): \(match.clause)"
      + said(match).map { "; the RST says: \($0.visible)" }.joined()
  }

  /// What the RST says of itself, in its payload and its options: the sender's own words among it, not yet escaped.
  static func said(_ match: Match) -> [String] {
    let multipath = match.reset.segment.multipathResetReason.map { "MP_TCPRST: \($0) (code \($0.rawValue))" }
    return [match.payload.map { said($0, length: match.reset.segment.payloadLength) }, multipath].compactMap { $0 }
  }

  private static func said(_ payload: ResetPayload, length: UInt32) -> String {
    switch payload {
    case .diagnostic(let reason, let enterprise, let text):
      let registry = enterprise == 0 ? "" : " of enterprise \(enterprise)"
      return "diagnostic payload: \(reason) (code \(reason.rawValue)\(registry))" + (text.map { ", \"\($0)\"" } ?? "")
    case .text(let text): return "\"\(text)\""
    case .unknown: return "\(count(Int(length), "byte")) of payload, not shown"
    }
  }

  /// What the receiver's next calls return, and where versions of Linux differ on that.
  static func receiver(_ match: Match) -> String {
    outlook(match.receiver) + (match.kernelDifference.map { "; \($0.statement)" } ?? "")
  }

  /// What an end's next calls return: `ECONNRESET is stored; reads: ECONNRESET, then 0 (end of file); writes: …`.
  static func outlook(_ prediction: Prediction) -> String {
    var parts: [String] = []
    if let error = prediction.error {
      parts.append("the socket's error is \(error)")
    } else {
      parts.append(prediction.certainty == .unknown ? "what it sees cannot be known" : "no error is stored")
    }
    if !prediction.reads.isEmpty { parts.append("reads: " + prediction.reads.joined(separator: ", then ")) }
    if !prediction.writes.isEmpty { parts.append("writes: " + prediction.writes.joined(separator: ", then ")) }
    if let trait = prediction.unlikeLinux { parts.append("this end does not look like Linux: \(trait.statement)") }
    let doubt = prediction.certainty == .assumed ? " (by the law of Linux, which this end looks like)" : ""
    return parts.joined(separator: "; ") + doubt
  }

  /// So many flows without a reset are described one by one.
  static let flowPatternLimit = 4

  /// `No reset, but 10.0.0.1:4000 > 10.0.0.2:443 (frames 1, 3) looks like …`.
  static func flowPattern(_ flow: FlowPattern) -> String {
    let frames = flow.pattern.frames.map(\.description).joined(separator: ", ")
    return "No reset, but \(flow.tuple) (frames \(frames)) \(flow.pattern.statement)."
  }

  /// A number with its noun: `1 reset`, `3 resets`, `12,345 resets`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `28%`, `<1%`: whole percents of `all`, and nothing rounded to none.
  static func percentage(_ part: Int, of all: Int) -> String {
    guard all > 0 else { return "" }
    let percents = (Double(part) * 100 / Double(all)).rounded()
    return percents < 1 && part > 0 ? "<1%" : "\(Int(percents))%"
  }

  /// A number in groups of three digits.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
