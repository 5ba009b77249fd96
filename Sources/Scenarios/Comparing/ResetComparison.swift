import Causes
import Host
import Matches
import Wire

/// What the witnesses were declared to say of one RST, and what they said.
struct ResetComparison {
  private let declared: DeclaredReset
  /// What every witness together made of it; nil if the analysis does not know it.
  private let match: Match?
  /// What the packets alone made of it.
  private let alone: Match?
  private let hasKernelEvents: Bool

  init(_ declared: DeclaredReset, of packet: SeenPacket, in comparison: Comparison) {
    self.declared = declared
    let frame = packet.segment?.segment.frame
    match = comparison.findings.matches.first { $0.id == frame }
    alone = comparison.fromPackets.matches.first { $0.id == frame }
    hasKernelEvents = comparison.hasKernelEvents
  }

  /// A line for each thing that was declared, in the words of the file.
  var lines: [ComparedLine] { [verdict, packets, reason, acceptance].compactMap { $0 } }

  /// With the kernel's events the verdict must be settled; with calls and packets the truth must be among the candidates.
  private var verdict: ComparedLine {
    let candidates = match.map { hasKernelEvents ? [$0.verdict.cause].compactMap(\.self) : $0.verdict.candidates } ?? []
    let holds = candidates.contains(where: declared.causes.contains)
    let truth = Self.text(declared.causes)
    return ComparedLine(
      subject: .verdict, actor: "cause", expected: truth,
      observed: holds ? truth : match.map { Self.text($0.verdict.candidates) } ?? "not found by the analysis",
      differs: !holds)
  }

  /// From packets alone: the declared verdict or tie, or at least the truth among the candidates.
  private var packets: ComparedLine {
    let candidates = alone?.verdict.candidates ?? []
    // The members of a tie count, not their order: weak evidence decides that, down to a checksum left to the card.
    let holds =
      declared.fromPackets.map { Set($0) == Set(candidates) } ?? candidates.contains(where: declared.causes.contains)
    let truth = Self.text(declared.fromPackets ?? declared.causes)
    return ComparedLine(
      subject: .verdict, actor: "packets", expected: truth, observed: holds ? truth : Self.text(candidates),
      differs: !holds)
  }

  private var reason: ComparedLine? {
    guard let lawful = declared.reasons else { return nil }
    let stack = declared.stack.map { " in \($0)" } ?? ""
    let reasons = lawful.map(\.rawValue).joined(separator: " or ")
    let expected = (reasons.isEmpty ? "none" : reasons) + stack
    guard hasKernelEvents else {
      return ComparedLine(subject: .kernelReason, actor: "reason", expected: expected, observed: nil, differs: false)
    }
    let event = match?.kernelEvents.first { $0.name == .sendReset }
    let isLawful = event?.reason.map(lawful.contains) ?? lawful.isEmpty
    let hasStack = declared.stack.map { name in event?.stack.contains { $0.contains(name) } ?? false } ?? true
    let seen = event.map { $0.reason?.rawValue ?? "unnamed" } ?? "none"
    let path = hasStack ? stack : " in " + (event?.stack.prefix(6).joined(separator: " ← ") ?? "no stack")
    return ComparedLine(
      subject: .kernelReason, actor: "reason", expected: expected, observed: seen + path,
      differs: !isLawful || !hasStack)
  }

  private var acceptance: ComparedLine? {
    guard let acceptance = declared.acceptance else { return nil }
    let seen = match?.acceptance
    return ComparedLine(
      subject: .acceptance, actor: "taken", expected: acceptance.word, observed: seen?.word, differs: seen != acceptance
    )
  }

  private static func text(_ causes: [Cause]) -> String {
    causes.isEmpty ? "unexplained" : causes.map(\.rawValue).joined(separator: " or ")
  }
}

extension Acceptance {
  /// As a scenario's file says it.
  var word: String {
    switch self {
    case .accepted: "yes"
    case .challenged: "challenged"
    case .ignored: "no"
    case .unknown: "unknown"
    }
  }
}
