internal import Causes
internal import Flows

/// Counts verdicts while the capture runs; becomes a ``Tally`` at the end.
struct TallyCounter {
  private var resets = 0
  private var settled = InlineArray<32, Int>(repeating: 0)
  private var tied = InlineArray<32, Int>(repeating: 0)
  private var unexplained = 0
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
    tally.groups = groups.groups
    tally.ungrouped = groups.ungrouped
    return tally
  }
}
