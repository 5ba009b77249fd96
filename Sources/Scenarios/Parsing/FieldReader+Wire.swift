import Causes
import Host
import Matches
import Wire
import Yams

/// Lines that say what is seen on the wire, and what the witnesses say of a RST there.
extension FieldReader {
  /// What may stand below a line of the wire.
  private static let truths = ["cause", "packets", "reason", "stack", "taken"]

  /// `wire: server > client RST,ACK`, and below it what the witnesses say.
  func wireStep(_ fields: Node.Mapping, text: String, at node: Node) throws -> Step {
    try refuseUnknown(fields, known: [Step.wire] + Self.truths + ["because"])
    var line = try reading(node, Step.wire) {
      var words = Words(text)
      let line = try WireLine(&words)
      try words.end()
      return line
    }
    line.because = try self.text(fields, "because")
    if let named = Self.truths.first(where: { fields[$0] != nil }) {
      guard case .segment(var segment) = line.packet, segment.flags.contains(.rst) else {
        throw error(at: node, field: named, "stands below a RST only")
      }
      segment.reset = try reset(fields, at: node)
      line.packet = .segment(segment)
    }
    return Step(
      line: node.mark?.line ?? 1, party: Step.wire, action: .wire(line), expected: nil, text: Self.trimmed(text))
  }

  /// Complains about a line of the wire that names somebody whom no step names: a slip of the pen.
  func checkNames(in steps: [Step]) throws {
    var known: Set<String> = ["client", "server", "router", Step.elsewhere]
    for step in steps {
      known.insert(step.party)
      if case .inject(let injection) = step.action { known.formUnion([injection.source, injection.destination]) }
    }
    known.subtract(Step.otherParties.subtracting(["router"]))
    for step in steps {
      guard case .wire(let line) = step.action, let odd = line.names.first(where: { !known.contains($0) }) else {
        continue
      }
      throw ScenarioError.invalid(
        path: path, line: step.line, field: Step.wire,
        problem: "no step names '\(odd)'\(Spelling.hint(for: odd, among: known.sorted()))")
    }
  }

  private func reset(_ fields: Node.Mapping, at node: Node) throws -> DeclaredReset {
    guard let causes: [Cause] = try words(fields, "cause") else {
      throw error(at: node, field: "cause", "missing: what is said of a RST begins with its cause")
    }
    let reasons = try texts(fields, "reason")
    if let node = fields["reason"], let odd = reasons?.first(where: { $0 != "none" && !Self.isReason($0) }) {
      throw error(
        at: node, field: "reason", "'\(odd)' is no reason of the kernel; write one such as TCP_STATE, or none")
    }
    let taken: Taken? = try word(fields, "taken")
    return DeclaredReset(
      causes: causes, fromPackets: try words(fields, "packets"),
      reasons: reasons?.filter { $0 != "none" }.map { ResetReason(rawValue: $0) }, stack: try text(fields, "stack"),
      acceptance: taken?.acceptance)
  }

  /// Kernels name their reasons in capitals; which ones there are is the kernel's business, not ours.
  private static func isReason(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
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
}
