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
    guard let mapping = node.mapping, let pair = mapping.first, let party = pair.key.scalar?.string,
      let text = pair.value.scalar?.string
    else { throw error(at: node, field: "steps", "expected 'party: verb …', as in '- client: send 2'") }
    let roles = Step.otherParties.union(["client", "server"])
    let isNumbered = party.hasPrefix("client") || party.hasPrefix("server")
    if !roles.contains(party), !isNumbered, let near = Spelling.nearest(to: party, among: roles) {
      throw error(at: pair.key, field: party, "no such party; did you mean '\(near)'?")
    }
    if party == Step.wire { return try wireStep(mapping, text: text, at: node) }
    if let second = mapping.dropFirst().first(where: { $0.key.scalar?.string != Self.explained }) {
      throw error(at: second.key, field: party, "one party a step; begin a new one with '- '")
    }
    let answer = try self.text(mapping, Self.explained)
    guard answer == nil || answer == "no" else {
      throw error(
        at: mapping[Self.explained], field: Self.explained, "expected 'no'; every call is, if nothing is said")
    }
    return try reading(node, party) {
      let takesOutcome = !["firewall", "router-firewall", "injector"].contains(party)
      let (call, outcome) = takesOutcome ? Self.split(text) : (text, nil)
      var words = Words(call)
      let action = try Action(party: party, &words)
      try words.end()
      let expected = try outcome.map { try CallExpectation($0) }
      if expected != nil, !action.hasOutcome { throw Words.Problem("nothing comes of this step; leave out '= …'") }
      guard answer == nil || action.hasOutcome else {
        throw Words.Problem("nothing comes of this step to be explained")
      }
      return Step(
        line: node.mark?.line ?? 1, party: party, action: action, expected: expected, isExplained: answer == nil,
        text: Self.trimmed(text))
    }
  }

  /// Below a call: whether a witness explains why it failed.
  private static let explained = "explained"

  /// Divides `recv 64 = ECONNRESET` at its sign of equality; one inside a word does not count.
  private static func split(_ text: String) -> (String, String?) {
    guard let sign = text.firstRange(of: " = ") else { return (text, nil) }
    return (String(text[..<sign.lowerBound]), String(text[sign.upperBound...]))
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
