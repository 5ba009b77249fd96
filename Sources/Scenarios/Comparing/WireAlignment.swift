/// The declared lines and the packets seen, side by side with as few contradictions as possible.
struct WireAlignment {
  /// One pair of the alignment, in order.
  enum Pair {
    /// A packet that is what the line of this number declares.
    case match(line: Int, packet: Int)
    /// A line that nothing was seen of.
    case missing(line: Int)
    /// A packet that nobody declared.
    case undeclared(packet: Int)
  }

  /// The pairs; packets that a run may hold or not, and lines that may be missing, are left out where nothing fits.
  private(set) var pairs: [Pair] = []

  /// Whether the last pair is a line that nothing was seen of: what was seen instead then stands beside it.
  private var isMissingLast: Bool { if case .missing? = pairs.last { true } else { false } }

  /// Takes a line's declared repetitions from the packets that no pair holds; what lacks is missing.
  mutating func countRepetitions(of lines: [WireLine], in packets: [SeenPacket], agrees: (Int, SeenPacket) -> Bool) {
    for number in lines.indices where lines[number].countsRepetitions {
      guard let place = pairs.lastIndex(where: { if case .match(number, _) = $0 { true } else { false } }) else {
        continue
      }
      let again = packets.indices.filter { packets[$0].segment?.isRepetition == true && agrees(number, packets[$0]) }
      let lacking = max(0, lines[number].times.lowerBound - 1 - again.count)
      let found = again.prefix(lines[number].times.upperBound - 1).map { Pair.match(line: number, packet: $0) }
      pairs.insert(contentsOf: found + Array(repeating: .missing(line: number), count: lacking), at: place + 1)
    }
  }

  /// A line as often as it may come.
  private struct Slot {
    var line: Int
    var copy: Int
    var isRequired: Bool
  }

  /// Aligns by the fewest contradictions, as `diff` does; costs lines times packets. `agrees` is asked for a line by its
  /// number, a packet, and how often the line was met before.
  init(_ lines: [WireLine], _ packets: [SeenPacket], agrees: (Int, SeenPacket, Int) -> Bool) {
    let slots = lines.indices.flatMap { Self.slots(of: lines[$0], number: $0, packets: packets.count) }
    let fits = slots.map { slot in packets.map { agrees(slot.line, $0, slot.copy) } }
    // costs[i][j]: contradictions from slot i and packet j on.
    var costs = Array(repeating: Array(repeating: 0, count: packets.count + 1), count: slots.count + 1)
    let skipping = (slots.map { $0.isRequired ? 1 : 0 }, packets.map { $0.isOptional ? 0 : 1 })
    for i in stride(from: slots.count, through: 0, by: -1) {
      for j in stride(from: packets.count, through: 0, by: -1) where i < slots.count || j < packets.count {
        var best = Int.max
        if i < slots.count { best = costs[i + 1][j] + skipping.0[i] }
        if j < packets.count { best = min(best, costs[i][j + 1] + skipping.1[j]) }
        if i < slots.count, j < packets.count, fits[i][j] { best = min(best, costs[i + 1][j + 1]) }
        costs[i][j] = best
      }
    }
    var (i, j) = (0, 0)
    while i < slots.count || j < packets.count {
      if i < slots.count, j < packets.count, fits[i][j], costs[i][j] == costs[i + 1][j + 1] {
        pairs.append(.match(line: slots[i].line, packet: j))
        (i, j) = (i + 1, j + 1)
      } else if i < slots.count, costs[i][j] == costs[i + 1][j] + skipping.0[i],
        !(isMissingLast && j < packets.count && costs[i][j] == costs[i][j + 1] + skipping.1[j])
      {
        if slots[i].isRequired { pairs.append(.missing(line: slots[i].line)) }
        i += 1
      } else {
        if !packets[j].isOptional { pairs.append(.undeclared(packet: j)) }
        j += 1
      }
    }
  }

  /// A segment that is declared more than once is met once here: its repetitions may come at any time.
  private static func slots(of line: WireLine, number: Int, packets: Int) -> [Slot] {
    let most = line.countsRepetitions ? 1 : min(line.times.upperBound, max(line.times.lowerBound, packets))
    return (0..<most).map { copy in Slot(line: number, copy: copy, isRequired: copy < line.times.lowerBound) }
  }
}
