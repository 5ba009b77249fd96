internal import Causes
internal import Flows
internal import Wire

/// Counts verdicts while the capture runs; becomes a ``Tally`` at the end.
struct TallyCounter {
  private var resets = 0
  /// By ``Outcome/rawValue``.
  private var outcomes = InlineArray<256, Int>(repeating: 0)
  private var spans = InlineArray<256, Tally.Span>(repeating: TallyCounter.noSpan)
  private var patterns = InlineArray<32, Int>(repeating: 0)
  private var groups = GroupTable()

  /// Counts one reset.
  mutating func count(_ note: ResetNote) {
    resets &+= 1
    let place = Int(note.outcome.rawValue)
    outcomes[place] &+= 1
    spans[place].absorb(note.span)
    note.patterns.forEach { patterns[Int($0.rawValue)] &+= 1 }
    groups.count(note)
  }

  /// Asks for the memory that counting a reset will need; `later` comes after `soon`.
  @inline(__always)
  func prefetch(soon: ResetNote?, later: ResetNote?) {
    if let later { groups.prefetchSlot(later) }
    if let soon { groups.prefetchRow(soon) }
  }

  /// Reaches over nothing.
  private static let noSpan = Tally.Span(
    firstTime: Timestamp(nanoseconds: .max), lastTime: Timestamp(nanoseconds: .min),
    example: FrameID(source: .max, number: .max))

  /// Counts the pattern of a flow without a reset.
  mutating func count(_ seen: PatternName) { patterns[Int(seen.rawValue)] &+= 1 }

  /// What was counted.
  var tally: Tally {
    var tally = Tally()
    tally.resets = resets
    tally.unexplained = outcomes[Int(Outcome.unexplained.rawValue)]
    for cause in Cause.allCases {
      for outcome in [Outcome(cause, isSettled: true), Outcome(cause, isSettled: false)] {
        let count = outcomes[Int(outcome.rawValue)]
        guard count > 0 else { continue }
        if outcome.isSettled { tally.settled[cause] = count } else { tally.tied[cause] = count }
        tally.spans[cause, default: Self.noSpan].absorb(spans[Int(outcome.rawValue)])
      }
    }
    if tally.unexplained > 0 { tally.spans[nil] = spans[Int(Outcome.unexplained.rawValue)] }
    for pattern in PatternName.allCases where patterns[Int(pattern.rawValue)] > 0 {
      tally.patterns[pattern.name] = patterns[Int(pattern.rawValue)]
    }
    tally.groups = groups.groups
    tally.ungrouped = groups.ungrouped
    return tally
  }
}
