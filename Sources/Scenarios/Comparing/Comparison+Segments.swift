import Matches
import Wire

extension Comparison {
  /// The declared segments against those seen, in order; PSH, bare acknowledgments and repetitions are not compared.
  var segmentDifferences: [Difference] {
    guard let declared = scenario.segments else { return [] }
    let expected = declared.map { Line($0) }
    let seen = significant.map { Line($0, parties) }
    guard !zip(expected, seen).allSatisfy({ $0.agrees(with: $1) }) || expected.count != seen.count else { return [] }
    let common = zip(expected, seen).prefix { $0.agrees(with: $1) }.count
    return expected.dropFirst(common).map {
      Difference(subject: .segment, actor: $0.party, expected: $0.text, observed: nil)
    }
      + seen.dropFirst(common).map {
        Difference(subject: .segment, actor: $0.party, expected: nil, observed: $0.text)
      }
  }

  /// Segments that say something new.
  private var significant: [Segment] {
    var highest: [FourTuple: SequenceNumber] = [:]
    return segments.filter { segment in
      if segment.flags.contains(.rst) { return true }
      guard segment.endSequenceNumber != segment.sequenceNumber else { return false }
      let isNew = highest[segment.tuple].map { $0.precedes(segment.endSequenceNumber) } ?? true
      if isNew || segment.flags.contains(.syn) { highest[segment.tuple] = segment.endSequenceNumber }
      return isNew
    }
  }

  private struct Line {
    var party: String
    var flags: TCPFlags
    var length: Int?

    init(_ declared: DeclaredSegment) {
      party = declared.from
      flags = declared.flags.subtracting(.psh)
      length = declared.payloadLength
    }

    init(_ segment: Segment, _ parties: [Endpoint: String]) {
      party = parties[segment.tuple.source] ?? "\(segment.tuple.source)"
      flags = segment.flags.subtracting([.psh, .ece, .cwr])
      length = Int(segment.payloadLength)
    }

    func agrees(with seen: Line) -> Bool {
      party == seen.party && flags == seen.flags && (length == nil || length == seen.length)
    }

    var text: String { "\(flags)" + (length.map { $0 > 0 ? " \($0)" : "" } ?? "") }
  }
}
