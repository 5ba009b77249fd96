internal import Causes
internal import Flows
internal import Wire

extension Findings {
  /// Takes in what another analyzer found in its share of the same sources.
  ///
  /// Lists are put in frame or time order again; counts are added. ``sources`` and ``warnings`` are not touched but
  /// for warnings that are new: who reads the files describes them.
  public mutating func merge(_ other: Findings) {
    matches = matches.merged(with: other.matches) { $0.id < $1.id }
    matchesNotKept += other.matchesNotKept
    flowsNotKept += other.flowsNotKept
    resetsOfOtherCauses += other.resetsOfOtherCauses
    flows = flows.merged(with: other.flows) { $0.id < $1.id }
    segments = segments.merged(with: other.segments) { $0.frame.precedes($1.frame, at: $0.time, $1.time) }
    icmpErrors = icmpErrors.merged(with: other.icmpErrors) { $0.frame.precedes($1.frame, at: $0.time, $1.time) }
    failures.append(contentsOf: other.failures)
    failures.order { FailureOrder(time: $0.place.time, frame: $0.place.frame) }
    for place in failures.indices { failures[place].id = place + 1 }
    failuresNotKept.merge(other.failuresNotKept, uniquingKeysWith: +)
    silentFlows.append(contentsOf: other.silentFlows)
    flowPatterns = flowPatterns.merged(with: other.flowPatterns) { $0.flow < $1.flow }
    calls.append(contentsOf: other.calls)
    kernelEvents.append(contentsOf: other.kernelEvents)
    flowCount += other.flowCount
    forgottenFlows += other.forgottenFlows
    forgottenWitnesses += other.forgottenWitnesses
    tally.add(other.tally)
    patterns.merge(other.patterns)
    recognizePatterns()
    for warning in other.warnings where !warnings.contains(warning) { warnings.append(warning) }
  }
}

/// In which order failures are listed.
private struct FailureOrder: Comparable {
  var time: Timestamp
  var frame: FrameID

  static func < (left: FailureOrder, right: FailureOrder) -> Bool {
    (left.time, left.frame) < (right.time, right.frame)
  }
}

extension Array {
  /// Puts the elements in the order of their keys: large values are not copied, each is moved to its place, and none where
  /// they are in order already.
  mutating func order<Key: Comparable>(by key: (Element) -> Key) {
    let keys = map(key)
    if keys.indices.dropFirst().allSatisfy({ keys[$0 - 1] <= keys[$0] }) { return }
    var sources = indices.sorted { keys[$0] < keys[$1] }
    for start in indices {
      var place = start
      while sources[place] != start {
        let source = sources[place]
        swapAt(place, source)
        sources[place] = place
        place = source
      }
      sources[place] = place
    }
  }

  /// This list and another one, both in order, as one list in order.
  func merged(with other: [Element], by precedes: (Element, Element) -> Bool) -> [Element] {
    guard !other.isEmpty else { return self }
    guard !isEmpty else { return other }
    var result: [Element] = []
    result.reserveCapacity(count + other.count)
    var (own, theirs) = (startIndex, other.startIndex)
    while own < endIndex, theirs < other.endIndex {
      if precedes(other[theirs], self[own]) {
        result.append(other[theirs])
        theirs += 1
      } else {
        result.append(self[own])
        own += 1
      }
    }
    result.append(contentsOf: self[own...])
    result.append(contentsOf: other[theirs...])
    return result
  }
}
