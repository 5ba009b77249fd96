internal import Causes
internal import Flows
internal import Wire

extension Findings {
  /// Takes in what another analyzer found in its share of the same sources.
  ///
  /// Lists are put in frame or time order again; counts are added. ``sources`` and ``warnings`` are not touched but
  /// for warnings that are new: who reads the files describes them.
  public mutating func merge(_ other: Findings) {
    matches.append(contentsOf: other.matches)
    matches.sort { $0.id < $1.id }
    matchesNotKept += other.matchesNotKept
    flows.append(contentsOf: other.flows)
    flows.sort { $0.id < $1.id }
    segments.append(contentsOf: other.segments)
    segments.sort { $0.frame < $1.frame }
    icmpErrors.append(contentsOf: other.icmpErrors)
    icmpErrors.sort { $0.frame < $1.frame }
    failures.append(contentsOf: other.failures)
    failures.sort { ($0.time, $0.frames.first?.rawValue ?? 0) < ($1.time, $1.frames.first?.rawValue ?? 0) }
    for place in failures.indices { failures[place].id = place + 1 }
    silentFlows.append(contentsOf: other.silentFlows)
    calls.append(contentsOf: other.calls)
    kernelEvents.append(contentsOf: other.kernelEvents)
    flowCount += other.flowCount
    tally.add(other.tally)
    patterns.merge(other.patterns)
    recognizePatterns()
    for warning in other.warnings where !warnings.contains(warning) { warnings.append(warning) }
  }
}
