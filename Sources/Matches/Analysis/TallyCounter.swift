internal import Causes
internal import Flows

/// Counts verdicts while the capture runs; becomes a ``Tally`` at the end.
struct TallyCounter {
  private var resets = 0
  /// By ``Outcome/rawValue``.
  private var outcomes = InlineArray<256, Int>(repeating: 0)
  private var patterns = InlineArray<32, Int>(repeating: 0)
  private var groups = GroupTable()

  /// Counts one reset.
  mutating func count(_ note: ResetNote) {
    resets &+= 1
    outcomes[Int(note.outcome.rawValue)] &+= 1
    note.patterns.forEach { patterns[Int($0.rawValue)] &+= 1 }
    groups.count(note)
  }

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
      }
    }
    for pattern in PatternName.allCases where patterns[Int(pattern.rawValue)] > 0 {
      tally.patterns[pattern.name] = patterns[Int(pattern.rawValue)]
    }
    tally.groups = groups.groups
    tally.ungrouped = groups.ungrouped
    return tally
  }
}
