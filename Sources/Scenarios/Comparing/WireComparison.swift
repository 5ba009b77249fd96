import Causes
import Matches
import Wire

/// The declared lines of the wire against the capture, handed out line by line as the conversation is gone through.
struct WireComparison {
  private let comparison: Comparison
  private let matching: WireMatching
  private let steps: [Step]
  private let lines: [WireLine]
  private let packets: [SeenPacket]
  private var pairs: ArraySlice<WireAlignment.Pair>
  private var next = 0

  init(_ comparison: Comparison) {
    self.comparison = comparison
    let matching = WireMatching(parties: comparison.parties, endpoints: comparison.endpoints)
    self.matching = matching
    steps = comparison.scenario.steps.filter { $0.party == Step.wire }
    let declared = comparison.scenario.wire
    let acknowledgments = declared.filter { $0.segment?.isBareAcknowledgment ?? false }
    let seen = WireHistory.packets(in: comparison.captured) { segment in
      acknowledgments.contains { matching.agrees($0, SeenPacket(content: .segment(segment), isOptional: true)) }
    }
    // Whoever declares RSTs only leaves the rest open.
    let isOfResets = declared.allSatisfy { $0.segment?.flags.contains(.rst) ?? false }
    packets = isOfResets ? seen.filter { $0.segment?.flags.contains(.rst) ?? false } : seen
    (lines, pairs) = declared.isEmpty ? ([], []) : Self.align(declared, packets, matching)
  }

  /// Lines that declare nothing stand for nothing, and those that carry one stretch of data are held against it as one.
  private static func align(
    _ declared: [WireLine], _ packets: [SeenPacket], _ matching: WireMatching
  ) -> ([WireLine], ArraySlice<WireAlignment.Pair>) {
    let lines = declared.map { line in
      guard case .nothing = line.packet else { return line }
      return WireLine(packet: .nothing, times: 0...0)
    }
    let stretches = WireStretch.stretches(of: lines)
    let runs = stretches.map(\.line)
    var alignment = WireAlignment(runs, packets) { stretch, packet, copy in
      matching.agrees(runs[stretch], packet, copy: stretches[stretch].timesWrittenBefore + copy)
    }
    alignment.countRepetitions(of: runs, in: packets) { matching.agrees(runs[$0], $1, copy: 1) }
    let pairs = alignment.pairs.flatMap { pair -> [WireAlignment.Pair] in
      switch pair {
      case .match(let stretch, let packet): stretches[stretch].members.map { .match(line: $0, packet: packet) }
      case .missing(let stretch): stretches[stretch].members.map { .missing(line: $0) }
      case .undeclared: [pair]
      }
    }
    return (lines, pairs[...])
  }

  /// The next declared line with what was seen of it: undeclared packets that came before it, and those instead of it.
  mutating func linesOfNext() -> [ComparedLine] {
    defer { next += 1 }
    var result = hasMore(of: next) ? takeUndeclared() : []
    var seen: [SeenPacket] = []
    var missing = 0
    scan: while let pair = pairs.first {
      switch pair {
      case .match(next, let packet): seen.append(packets[packet])
      case .missing(next): missing += 1
      default: break scan
      }
      pairs.removeFirst()
    }
    result += compared(seen, missing)
    return missing > 0 ? result + takeUndeclared() : result
  }

  private mutating func takeUndeclared() -> [ComparedLine] {
    var lines: [ComparedLine] = []
    while case .undeclared(let packet)? = pairs.first {
      lines.append(undeclared(packets[packet]))
      pairs.removeFirst()
    }
    return lines
  }

  /// What was seen after the last declared line.
  mutating func rest() -> [ComparedLine] {
    takeUndeclared()
  }

  private func hasMore(of line: Int) -> Bool {
    pairs.contains { pair in
      switch pair {
      case .match(line, _), .missing(line): true
      default: false
      }
    }
  }

  private func undeclared(_ packet: SeenPacket) -> ComparedLine {
    ComparedLine(subject: .segment, actor: Step.wire, expected: nil, observed: matching.text(of: packet))
  }

  private func compared(_ seen: [SeenPacket], _ missing: Int) -> [ComparedLine] {
    let step = steps[next]
    let text = seen.first.map { matching.text(of: $0) + (seen.count > 1 ? " x\(seen.count)" : "") }
    let isAsWritten = missing == 0 && !lines[next].isOpen
    let line = ComparedLine(
      subject: .segment, actor: Step.wire, expected: step.text, observed: isAsWritten ? step.text : text,
      differs: missing > 0)
    guard let declared = lines[next].segment?.reset else { return [line] }
    let truths = seen.map { ResetComparison(declared, of: $0, in: comparison).lines }
    // Of many alike the first stands for all, unless another one differs.
    return [line] + (truths.first { $0.contains(where: \.differs) } ?? truths.first ?? [])
  }
}
