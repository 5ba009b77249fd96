internal import Wire
internal import Causes
internal import Flows

/// Two captures of one incident laid beside each other: which RSTs were sent, injected, altered or lost on the way.
public struct CaptureComparison: Sendable {
  /// The findings of the first capture, their verdicts narrowed by what the second one shows.
  public private(set) var first: Findings
  /// The findings of the second capture, likewise.
  public private(set) var second: Findings
  /// Segments that both captures hold.
  public let sharedSegments: Int
  /// How far the second capture's clock is ahead of the first's; where it drifts, at the drift's origin.
  public let clockOffset: ClockOffset
  /// How the second capture's clock gains on the first's; nil where no drift shows.
  public let clockDrift: ClockDrift?
  /// Whether addresses differ between the captures: a NAT lies between them.
  public let crossesNAT: Bool
  /// What became of every RST, in time order of the first capture's clock.
  public private(set) var crossings: [Crossing] = []

  private let shared: SharedSegments
  /// What turns the first clock's nanoseconds into the second's at `time` of the first.
  private func shift(at time: Timestamp) -> Int64 {
    (clockOffset.nanoseconds ?? 0) &+ (clockDrift?.gained(until: time) ?? 0)
  }

  /// Compares two analyses that kept their segments (``Analyzer/Options/ladderLimit`` must cover them).
  public init(_ first: Findings, _ second: Findings) {
    self.first = first
    self.second = second
    shared = SharedSegments(first.segments, second.segments)
    sharedSegments = shared.pairs.count
    crossesNAT = shared.ignoresAddresses
    let bounds = shared.clockBounds
    clockDrift = ClockDrift(bounds)
    clockOffset = clockDrift?.offset(bounds) ?? ClockOffset(bounds)
    compare()
  }

  /// Changes what is shown of either capture, and the words about every RST: for reports that leave something out.
  public mutating func redact(_ change: (inout Findings) -> Void, words: (String) -> String = { $0 }) {
    change(&first)
    change(&second)
    for place in crossings.indices { crossings[place].statement = words(crossings[place].statement) }
  }

  private mutating func compare() {
    var seconds: [SegmentKey: [Int]] = [:]
    for place in second.matches.indices.reversed() { seconds[key(second.matches[place]), default: []].append(place) }
    var rows: [(time: Int64, crossing: Crossing)] = []
    var met: Set<Int> = []
    for place in first.matches.indices {
      let match = first.matches[place]
      let other = seconds[key(match)]?.popLast()
      if let other { met.insert(other) }
      let crossing = other.map { both(match, second.matches[$0]) } ?? onlyFirst(place)
      rows.append((match.reset.segment.time.nanoseconds, crossing))
    }
    for place in second.matches.indices where !met.contains(place) {
      rows.append((onFirstClock(second.matches[place].reset.segment.time).nanoseconds, onlySecond(place)))
    }
    crossings = rows.sorted { $0.time < $1.time }.map(\.crossing)
  }

  /// A time of the second clock by the first one. What the drift gains in the offset itself is nothing to speak of.
  private func onFirstClock(_ time: Timestamp) -> Timestamp {
    let about = Timestamp(nanoseconds: time.nanoseconds &- (clockOffset.nanoseconds ?? 0))
    return Timestamp(nanoseconds: time.nanoseconds &- shift(at: about))
  }

  private func key(_ match: Match) -> SegmentKey {
    SegmentKey(loosely: match.reset.segment, ignoringAddresses: crossesNAT)
  }

  private func both(_ one: Match, _ other: Match) -> Crossing {
    let changes = one.reset.segment.changes(to: other.reset.segment)
    return Crossing(
      first: one.id, second: other.id, fate: changes.isEmpty ? .carried : .altered,
      statement: changes.isEmpty
        ? "\(one.reset.segment.tuple.source) sent it and it crossed unchanged"
        : "it was altered on the way: \(changes.joined(separator: ", "))")
  }

  private mutating func onlyFirst(_ place: Int) -> Crossing {
    let match = first.matches[place]
    let isNear = shared.isNearFirst(match.reset.segment.tuple.source)
    let time = match.reset.segment.time
    let fate = fate(isNearSender: isNear, in: second, at: Timestamp(nanoseconds: time.nanoseconds &+ shift(at: time)))
    if fate == .injected { first.matches[place].testifyInjected() }
    return Crossing(
      first: match.id, second: nil, fate: fate, statement: statement(fate, match, here: "first", there: "second"))
  }

  private mutating func onlySecond(_ place: Int) -> Crossing {
    let match = second.matches[place]
    let isNear = shared.isNearFirst(match.reset.segment.tuple.source).map { !$0 }
    let fate = fate(isNearSender: isNear, in: first, at: onFirstClock(match.reset.segment.time))
    if fate == .injected { second.matches[place].testifyInjected() }
    return Crossing(
      first: nil, second: match.id, fate: fate, statement: statement(fate, match, here: "second", there: "first"))
  }

  /// What it means that only one capture holds a RST; nothing where the other one did not run at that moment of its
  /// clock.
  private func fate(isNearSender: Bool?, in other: Findings, at time: Timestamp) -> Crossing.Fate {
    guard let isNearSender, let begin = other.segments.first?.time, let end = other.segments.last?.time else {
      return .unknown
    }
    // A capture runs on a little after its last segment; how long nobody knows, so a second is granted.
    guard begin <= time, time.nanoseconds(until: end) > -1_000_000_000 else { return .unknown }
    return isNearSender ? .lost : .injected
  }

  private func statement(_ fate: Crossing.Fate, _ match: Match, here: String, there: String) -> String {
    let source = match.reset.segment.tuple.source
    return switch fate {
    case .injected:
      "\(source) did not send it: the \(there) capture lies nearer to that end and holds no such RST"
    case .lost: "\(source) sent it, but it never reached the \(there) capture: something on the way dropped it"
    case .carried, .altered, .unknown:
      "only the \(here) capture holds it; the \(there) one does not cover that moment or that side"
    }
  }
}

extension Match {
  /// The capture at the sender's side holds no such RST.
  mutating func testifyInjected() {
    let witness = Testimony(event: nil, said: nil, isMissing: true, reset: reset)
    testimony = witness.evidence(
      on: verdict.candidates, absence: "a capture nearer to its sender holds no such RST")
  }
}

extension Segment {
  /// What differs between two captures of one RST, TTL aside.
  func changes(to other: Segment) -> [String] {
    var changes: [String] = []
    let note = { (name: String, one: UInt32, two: UInt32) in
      if one != two { changes.append("\(name) \(one) became \(two)") }
    }
    if flags != other.flags { changes.append("flags \(flags) became \(other.flags)") }
    note("acknowledgment number", acknowledgmentNumber.rawValue, other.acknowledgmentNumber.rawValue)
    note("window", UInt32(window), UInt32(other.window))
    note("payload length", payloadLength, other.payloadLength)
    note("identification", UInt32(envelope.identification), UInt32(other.envelope.identification))
    if options != other.options { changes.append("its options differ") }
    return changes
  }
}
