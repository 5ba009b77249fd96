internal import Causes

extension Findings {
  /// Marks the resets that belong to a scan, a health check and the like: known only when all have been seen, and known
  /// better after each ``merge(_:)``.
  mutating func recognizePatterns() {
    for place in matches.indices { matches[place].patternSet.formUnion(patterns.patterns(of: matches[place].reset)) }
    let counts = patterns.counts
    tally.patterns[PatternName.scan.name] = counts.scan > 0 ? counts.scan : nil
    tally.patterns[PatternName.healthCheck.name] = counts.healthCheck > 0 ? counts.healthCheck : nil
  }
}
