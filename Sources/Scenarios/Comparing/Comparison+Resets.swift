import Causes
import Flows
import Host
import Matches
import Wire

extension Comparison {
  /// The declared resets against those found, party by party: between parties the order may be anybody's.
  var resetDifferences: [Difference] {
    guard let declared = scenario.resets else { return [] }
    let parties = Set(declared.map(\.from)).union(findings.matches.map(sender))
    return parties.sorted().flatMap { party in
      compare(declared.filter { $0.from == party }, findings.matches.filter { sender($0) == party }, party)
    }
  }

  private func sender(_ match: Match) -> String {
    let endpoint = match.reset.segment.tuple.source
    return parties[endpoint] ?? "\(endpoint)"
  }

  private func compare(_ declared: [DeclaredReset], _ seen: [Match], _ party: String) -> [Difference] {
    var rest = seen[...]
    var differences: [Difference] = []
    for reset in declared {
      var count = 0
      while count < reset.times.upperBound, let match = rest.first, reset.flags.map({ $0 == match.flags }) ?? true {
        // What is still needed further on is not taken by one that may come again.
        if count >= reset.times.lowerBound, rest.count <= Self.needed(after: reset, in: declared) { break }
        differences += compare(reset, match)
        rest.removeFirst()
        count += 1
      }
      if count < reset.times.lowerBound {
        differences.append(Difference(subject: .reset, actor: party, expected: reset.text, observed: nil))
      }
    }
    return differences
      + rest.map { Difference(subject: .reset, actor: party, expected: nil, observed: "\($0.flags) (frame \($0.id))") }
  }

  private static func needed(after reset: DeclaredReset, in declared: [DeclaredReset]) -> Int {
    guard let index = declared.firstIndex(of: reset) else { return 0 }
    return declared[(index + 1)...].reduce(0) { $0 + $1.times.lowerBound }
  }

  private func compare(_ reset: DeclaredReset, _ match: Match) -> [Difference] {
    let alone = fromPackets.matches.first { $0.id == match.id }
    return [
      verdictDifference(reset, match), alone.flatMap { packetDifference(reset, $0) }, reasonDifference(reset, match),
      acceptanceDifference(reset, match),
    ].compactMap { $0 }
  }

  /// With the kernel's events the verdict must be settled; with calls and packets the truth must be among the candidates.
  private func verdictDifference(_ reset: DeclaredReset, _ match: Match) -> Difference? {
    let verdict = match.verdict
    let holds = (hasKernelEvents ? [verdict.cause].compactMap(\.self) : verdict.candidates).contains(
      where: reset.causes.contains)
    guard !holds else { return nil }
    return Difference(
      subject: .verdict, actor: reset.from, expected: "\(reset.text): \(Self.text(reset.causes))",
      observed: "\(reset.text): \(Self.text(verdict.candidates)) (frame \(match.id))")
  }

  /// From packets alone: the declared verdict or tie, or at least the truth among the candidates.
  private func packetDifference(_ reset: DeclaredReset, _ match: Match) -> Difference? {
    let candidates = match.verdict.candidates
    // The members of a tie count, not their order: weak evidence decides that, down to a checksum left to the card.
    let holds =
      reset.fromPackets.map { Set($0) == Set(candidates) } ?? candidates.contains(where: reset.causes.contains)
    guard !holds else { return nil }
    return Difference(
      subject: .verdict, actor: reset.from,
      expected: "\(reset.text) from packets alone: \(Self.text(reset.fromPackets ?? reset.causes))",
      observed: "\(reset.text) from packets alone: \(Self.text(candidates)) (frame \(match.id))")
  }

  private func reasonDifference(_ reset: DeclaredReset, _ match: Match) -> Difference? {
    guard hasKernelEvents else { return nil }
    let event = match.kernelEvents.first { $0.name == .sendReset }
    let isLawful = event?.reason.map(reset.reasons.contains) ?? reset.reasons.isEmpty
    let hasStack = reset.stack.map { name in event?.stack.contains { $0.contains(name) } ?? false } ?? true
    guard !isLawful || !hasStack else { return nil }
    let declared = reset.reasons.map(\.rawValue).joined(separator: " or ")
    let stack = reset.stack.map { " in \($0)" } ?? ""
    return Difference(
      subject: .kernelReason, actor: reset.from, expected: (declared.isEmpty ? "no kernel event" : declared) + stack,
      observed: event.map { "\($0.reason?.rawValue ?? "?") in \($0.stack.prefix(6).joined(separator: " ← "))" }
        ?? "no kernel event")
  }

  private func acceptanceDifference(_ reset: DeclaredReset, _ match: Match) -> Difference? {
    guard let acceptance = reset.acceptance, match.acceptance != acceptance else { return nil }
    return Difference(
      subject: .acceptance, actor: reset.from, expected: "\(reset.text): \(acceptance.rawValue)",
      observed: "\(reset.text): \(match.acceptance.rawValue) (frame \(match.id))")
  }

  private static func text(_ causes: [Cause]) -> String {
    causes.isEmpty ? "unexplained" : causes.map(\.rawValue).joined(separator: " or ")
  }
}

extension Match {
  /// The reset's control bits, as far as a declaration names them.
  fileprivate var flags: TCPFlags { reset.segment.flags.subtracting([.psh, .ece, .cwr]) }
}

extension DeclaredReset {
  /// `RST,ACK`, or `RST` where the flags were not declared.
  fileprivate var text: String { (flags ?? .rst).description }
}
