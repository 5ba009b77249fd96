import Causes
import Matches

extension Findings {
  /// Keeps the resets and failures whose verdict holds one of `causes`, and counts again.
  mutating func keepOnly(_ causes: Set<Cause>) {
    matches.removeAll { causes.isDisjoint(with: $0.verdict.candidates) }
    failures.removeAll { causes.isDisjoint(with: $0.verdict.candidates) && !causes.contains($0.cause) }
    let kept = Set(matches.map(\.reset.flow)).union(failures.compactMap(\.flow))
    flows.removeAll { !kept.contains($0.id) }
    recount()
  }
}
