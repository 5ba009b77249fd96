internal import Wire

/// Segments that two captures of one incident both hold.
struct SharedSegments {
  /// The same segment in the first and in the second capture, in the first's order.
  private(set) var pairs: [(first: Segment, second: Segment)] = []
  /// Whether addresses had to be left out to find any: a NAT lies between the captures.
  private(set) var ignoresAddresses = false

  init(_ first: [Segment], _ second: [Segment]) {
    pairs = Self.pair(first, second, ignoringAddresses: false)
    if pairs.isEmpty {
      pairs = Self.pair(first, second, ignoringAddresses: true)
      ignoresAddresses = !pairs.isEmpty
    }
    nearness = Self.nearness(pairs)
  }

  /// Pairs equal segments, the n-th of one capture with the n-th of the other.
  private static func pair(
    _ first: [Segment], _ second: [Segment], ignoringAddresses: Bool
  ) -> [(first: Segment, second: Segment)] {
    var places: [SegmentKey: [Int]] = [:]
    for (place, segment) in second.enumerated().reversed() {
      places[SegmentKey(segment, ignoringAddresses: ignoringAddresses), default: []].append(place)
    }
    return first.compactMap { segment in
      places[SegmentKey(segment, ignoringAddresses: ignoringAddresses)]?.popLast().map { (segment, second[$0]) }
    }
  }

  /// What each shared segment shows of how far the second capture's clock is ahead of the first's.
  ///
  /// A segment that passed the first capture first shows offset plus delay, one the other way offset minus delay; the
  /// tightest of each bracket the offset, and their middle is right where the way takes as long in both directions.
  var clockBounds: [ClockDrift.Bound] {
    pairs.map { pair in
      ClockDrift.Bound(
        time: pair.first.time, difference: pair.first.time.nanoseconds(until: pair.second.time),
        isUpper: isNearFirst(pair.first.tuple.source) ?? false)
    }
  }

  /// Whether the first capture lies nearer to `endpoint` than the second: its segments have come fewer hops there, or,
  /// where hops do not tell, its peer's answers take longer to come back there. Nil where neither tells.
  func isNearFirst(_ endpoint: Endpoint) -> Bool? {
    nearness[endpoint.address]
  }

  /// By address, since hosts lie somewhere and ports do not.
  private var nearness: [IPAddress: Bool] = [:]

  private static func nearness(_ pairs: [(first: Segment, second: Segment)]) -> [IPAddress: Bool] {
    var hops: [IPAddress: Int] = [:]
    var waits: [IPAddress: Int64] = [:]
    var previous: (first: Segment, second: Segment)?
    for pair in pairs {
      let source = pair.first.tuple.source.address
      hops[source, default: 0] += Int(pair.first.envelope.timeToLive) - Int(pair.second.envelope.timeToLive)
      if let asked = previous, asked.first.tuple == pair.first.tuple.reversed {
        let wait = asked.first.time.nanoseconds(until: pair.first.time)
        let otherWait = asked.second.time.nanoseconds(until: pair.second.time)
        let (longer, overflow) = wait.subtractingReportingOverflow(otherWait)
        // Times that far apart are no clock's.
        if !overflow { waits[asked.first.tuple.source.address, default: 0] += max(min(longer, 1 << 40), -(1 << 40)) }
      }
      previous = pair
    }
    var nearness: [IPAddress: Bool] = [:]
    for (address, difference) in hops where difference != 0 { nearness[address] = difference > 0 }
    if nearness.isEmpty { for (address, wait) in waits where wait != 0 { nearness[address] = wait > 0 } }
    return nearness
  }
}
