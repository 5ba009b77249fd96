import Wire

/// Declared lines that are held against the capture as one, because they carry one stretch of data; most often one line.
struct WireStretch {
  /// What they declare together.
  var line: WireLine
  /// Their numbers.
  var members: Range<Int>
  /// How often the same was declared before. What is written again is met for the first time then, and may be a
  /// repetition on the wire.
  var timesWrittenBefore = 0

  /// Lines in order, joined where one simply goes on after another.
  static func stretches(of lines: [WireLine]) -> [WireStretch] {
    var stretches: [WireStretch] = []
    for (index, line) in lines.enumerated() {
      if let last = stretches.last, let joined = last.line.joined(with: line) {
        stretches[stretches.count - 1] = WireStretch(line: joined, members: last.members.lowerBound..<index + 1)
      } else {
        stretches.append(WireStretch(line: line, members: index..<index + 1))
      }
    }
    for index in stretches.indices {
      let line = stretches[index].line
      stretches[index].timesWrittenBefore = stretches[..<index].count { $0.line.isRepeated(by: line) }
    }
    return stretches
  }
}

extension WireLine {
  /// Whether the other one names the same segment without payload, which may then be a repetition.
  fileprivate func isRepeated(by other: WireLine) -> Bool {
    guard let one = segment, let two = other.segment, two.payloadLength.upperBound == 0 else { return false }
    return one.source == two.source && one.destination == two.destination && one.flags == two.flags
      && one.payloadLength == two.payloadLength
  }

  /// The two as one stretch of data, if the second simply goes on.
  fileprivate func joined(with next: WireLine) -> WireLine? {
    guard var one = segment, let two = next.segment, times == 1...1, next.times == 1...1 else { return nil }
    let isData = { (segment: DeclaredSegment) in
      segment.flags.subtracting([.psh, .urg]) == .ack && segment.payloadLength.upperBound > 0
    }
    guard isData(one), isData(two), one.source == two.source, one.destination == two.destination,
      one.flags == two.flags, two.sequence == SegmentNumber(base: .next, offset: 0)
    else { return nil }
    one.payloadLength = one.payloadLength.joined(with: two.payloadLength)
    one.acknowledgment = two.acknowledgment
    (one.window, one.timeToLive) = (two.window, two.timeToLive)
    var joined = self
    joined.packet = .segment(one)
    return joined
  }
}

extension ClosedRange<Int> {
  fileprivate func joined(with other: Self) -> Self {
    let upper = upperBound.addingReportingOverflow(other.upperBound)
    return (lowerBound + other.lowerBound)...(upper.overflow ? .max : upper.partialValue)
  }
}
