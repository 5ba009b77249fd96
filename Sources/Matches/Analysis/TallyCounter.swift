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
  private var groups = Groups()

  /// Counts one reset.
  mutating func count(_ note: ResetNote) { count(note, groups.hash(note)) }

  /// Counts the first `count` of `notes` and removes them: some at a time, whose groups are asked for before the first of
  /// them is counted, and before that, where those lie.
  mutating func countFirst(_ count: Int, of notes: inout RingQueue<ResetNote>) {
    var hashes = InlineArray<16, UInt64>(repeating: 0)
    var left = min(count, notes.count)
    while left > 0 {
      let some = min(left, hashes.count)
      for offset in 0..<some {
        guard let note = notes[offset] else { break }
        hashes[offset] = groups.hash(note)
        groups.prefetchSlot(hashes[offset])
      }
      for offset in 0..<some { groups.prefetchRow(hashes[offset]) }
      for offset in 0..<some {
        if let note = notes.popFirst() { self.count(note, hashes[offset]) }
      }
      left -= some
    }
  }

  @inline(__always)
  private mutating func count(_ note: ResetNote, _ hash: UInt64) {
    resets &+= 1
    let place = Int(note.outcome.rawValue)
    outcomes[place] &+= 1
    spans[place].absorb(note.span)
    note.patterns.forEach { patterns[Int($0.rawValue)] &+= 1 }
    groups.count(note, hash)
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
    tally.groups = groups
    return tally
  }
}
