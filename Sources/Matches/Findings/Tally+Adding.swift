internal import Causes
internal import Wire

extension Tally {
  /// Adds another tally's counts.
  public mutating func add(_ other: Tally) {
    resets += other.resets
    settled.merge(other.settled, uniquingKeysWith: +)
    tied.merge(other.tied, uniquingKeysWith: +)
    unexplained += other.unexplained
    spans.merge(other.spans) { own, other in
      var both = own
      both.absorb(other)
      return both
    }
    patterns.merge(other.patterns, uniquingKeysWith: +)
    failedCalls += other.failedCalls
    explainedCalls += other.explainedCalls
    groups.add(other.groups)
  }
}
