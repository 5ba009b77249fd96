import Causes
import Host
import Matches
import Wire
import Yams

extension FieldReader {
  /// `addresses: [ipv4, ipv6]`.
  func families(_ fields: Node.Mapping) throws -> [Scenario.Family] {
    try words(fields, "addresses") ?? [.ipv4]
  }

  /// `steps:`, each a mapping of one party to what it does.
  func steps(_ fields: Node.Mapping, required: Bool) throws -> [Step] {
    guard let node = fields["steps"] else {
      guard required else { return [] }
      throw error(at: .mapping(fields), field: "steps", "missing")
    }
    return try items(node, "steps").map(step)
  }

  private func step(_ node: Node) throws -> Step {
    guard let pair = node.mapping?.first, node.mapping?.count == 1, let party = pair.key.scalar?.string,
      let text = pair.value.scalar?.string
    else { throw error(at: node, field: "steps", "expected 'party: verb …', as in '- client: send 2'") }
    return try reading(node, party) {
      let takesOutcome = !["firewall", "router-firewall", "injector"].contains(party)
      let (call, outcome) = takesOutcome ? Self.split(text) : (text, nil)
      var words = Words(call)
      let action = try Action(party: party, &words)
      try words.end()
      let expected = try outcome.map { try CallExpectation($0) }
      return Step(
        line: node.mark?.line ?? 1, party: party, action: action, expected: expected, text: Self.trimmed(text))
    }
  }

  /// Divides `recv 64 = ECONNRESET` at its sign of equality; one inside a word does not count.
  private static func split(_ text: String) -> (String, String?) {
    guard let sign = text.firstRange(of: " = ") else { return (text, nil) }
    return (String(text[..<sign.lowerBound]), String(text[sign.upperBound...]))
  }

  /// `segments:`, each `party FLAGS [bytes]`.
  func segments(_ fields: Node.Mapping) throws -> [DeclaredSegment]? {
    guard let node = fields["segments"] else { return nil }
    return try items(node, "segments").map { item in
      try reading(item, "segments") {
        var words = Words(item.scalar?.string ?? "")
        let from = String(try words.take("a party"))
        let flags = try TCPFlags(&words)
        let length = words.isEmpty ? nil : try words.number("a count of bytes", in: 0...8_000_000)
        try words.end()
        return DeclaredSegment(from: from, flags: flags, payloadLength: length)
      }
    }
  }

  /// `resets:`, each with its cause and what the witnesses say.
  func resets(_ fields: Node.Mapping) throws -> [DeclaredReset]? {
    guard let node = fields["resets"] else { return nil }
    return try items(node, "resets").map(reset)
  }

  private func reset(_ node: Node) throws -> DeclaredReset {
    guard let fields = node.mapping else { throw error(at: node, field: "resets", "expected fields such as 'from:'") }
    try refuseUnknown(
      fields, known: ["from", "flags", "cause", "packets", "reason", "stack", "taken", "times", "because"])
    guard let from = try text(fields, "from") else { throw error(at: node, field: "from", "missing") }
    guard let causes: [Cause] = try words(fields, "cause") else { throw error(at: node, field: "cause", "missing") }
    let flags = try text(fields, "flags").map { text in try reading(node, "flags") { try TCPFlags(named: text) } }
    let reasons = try texts(fields, "reason") ?? []
    let taken: Taken? = try word(fields, "taken")
    return DeclaredReset(
      line: node.mark?.line ?? 1, from: from, flags: flags, causes: causes, fromPackets: try words(fields, "packets"),
      reasons: reasons.filter { $0 != "none" }.map { ResetReason(rawValue: $0) }, stack: try text(fields, "stack"),
      acceptance: taken?.acceptance, times: try times(fields, node), because: try text(fields, "because"))
  }

  /// Whether the receiver takes a RST, in a newcomer's words.
  private enum Taken: String, CaseIterable {
    case yes, no, challenged

    var acceptance: Acceptance {
      switch self {
      case .yes: .accepted
      case .no: .ignored
      case .challenged: .challenged
      }
    }
  }

  /// `times: 2`, `times: 0-1`, `times: 1+`.
  private func times(_ fields: Node.Mapping, _ node: Node) throws -> ClosedRange<Int> {
    guard let text = try text(fields, "times") else { return 1...1 }
    if let exact = Int(text), (0...1000).contains(exact) { return exact...exact }
    if text.hasSuffix("+"), let least = Int(text.dropLast()), (0...1000).contains(least) { return least...1000 }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, parts[0] >= 0, parts[0] <= parts[1], parts[1] <= 1000 else {
      throw error(at: node, field: "times", "expected 2, 0-1 or 1+, found '\(text)'")
    }
    return parts[0]...parts[1]
  }

  /// `kernel-differs: {"6.10": what older ones do}`.
  func kernelDifferences(_ fields: Node.Mapping) throws -> [Scenario.KernelDifference] {
    guard let node = fields["kernel-differs"] else { return [] }
    guard let mapping = node.mapping else {
      throw error(at: node, field: "kernel-differs", "expected '\"6.10\": what kernels before it do'")
    }
    return try mapping.map { key, value in
      let version = (key.scalar?.string ?? "").split(separator: ".").compactMap { Int($0) }
      guard version.count == 2, let statement = value.scalar?.string else {
        throw error(at: key, field: "kernel-differs", "expected a version such as \"6.10\" and a text")
      }
      return Scenario.KernelDifference(since: version, statement: Self.trimmed(statement))
    }
  }
}
