public import Causes
internal import Flows
internal import Wire

extension Findings {
  /// Keeps the resets and failures whose verdict holds one of `causes`, and counts again.
  ///
  /// Calls and kernel events stay: they are witnesses, and what explained them may be needed to read them.
  public mutating func keepOnly(_ causes: Set<Cause>) {
    let count = matches.count
    matches.removeAll { causes.isDisjoint(with: $0.verdict.candidates) }
    resetsOfOtherCauses += count - matches.count
    failures.removeAll { !causes.contains($0.cause) && causes.isDisjoint(with: $0.verdict.candidates) }
    let kept = Set(matches.map(\.reset.flow)).union(failures.compactMap(\.flow))
    flows.removeAll { !kept.contains($0.id) }
    flowPatterns = []
    guard matchesNotKept == 0 else { return countOnly(causes) }
    tally.patterns = [:]
    for pattern in matches.flatMap(\.patterns) { tally.patterns[pattern.name, default: 0] += 1 }
    tally.resets = matches.count
    tally.recount(self)
  }

  /// Takes out of the tally what ``Analyzer/Options/causes`` left in it: failures of other causes, and the patterns that are
  /// recognised over all resets.
  private mutating func countOnly(_ causes: Set<Cause>) {
    tally.settled = tally.settled.filter { causes.contains($0.key) }
    for failure in failures where !causes.contains(failure.cause) { tally.settled[failure.cause, default: 0] += 1 }
    for name in [PatternName.scan, .healthCheck] { tally.patterns[name.name] = nil }
  }

  /// Leaves out the words that RSTs carry.
  public mutating func dropTexts() { for place in matches.indices { matches[place].dropText() } }
}
