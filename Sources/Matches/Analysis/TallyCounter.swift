internal import Causes
internal import Flows

/// Counts verdicts while the capture runs; becomes a ``Tally`` at the end.
struct TallyCounter {
  private var resets = 0
  private var settled = InlineArray<32, Int>(repeating: 0)
  private var tied = InlineArray<32, Int>(repeating: 0)
  private var unexplained = 0
  private var patterns = InlineArray<32, Int>(repeating: 0)
  private var groups = GroupTable()

  /// Counts one reset.
  mutating func count(_ reset: Reset, _ weighing: Weighing) {
    resets &+= 1
    if let cause = weighing.likeliest {
      if weighing.isSettled { settled[Int(cause.ordinal)] &+= 1 } else { tied[Int(cause.ordinal)] &+= 1 }
    } else {
      unexplained &+= 1
    }
    groups.count(reset, weighing)
  }

  /// Counts the patterns of one reset.
  mutating func count(_ seen: PatternSet) {
    seen.forEach { patterns[Int($0.rawValue)] &+= 1 }
  }

  /// Counts the pattern of a flow without a reset.
  mutating func count(_ seen: PatternName) { patterns[Int(seen.rawValue)] &+= 1 }

  /// What was counted.
  var tally: Tally {
    var tally = Tally()
    tally.resets = resets
    for cause in Cause.allCases {
      let place = Int(cause.ordinal)
      if settled[place] > 0 { tally.settled[cause] = settled[place] }
      if tied[place] > 0 { tally.tied[cause] = tied[place] }
    }
    tally.unexplained = unexplained
    for pattern in PatternName.allCases where patterns[Int(pattern.rawValue)] > 0 {
      tally.patterns[pattern.name] = patterns[Int(pattern.rawValue)]
    }
    tally.groups = groups.groups
    tally.ungrouped = groups.ungrouped
    return tally
  }
}
