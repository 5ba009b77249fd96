import Flows
import Wire

/// Sequence numbers as people read them: counted from each side's first.
struct RelativeNumbers {
  private var bases: [Side: SequenceNumber] = [:]

  /// Takes each side's base from its SYN, or from the first number seen of it.
  init(_ segments: [Segment], originator: Endpoint) {
    for segment in segments {
      let side: Side = segment.tuple.source == originator ? .originator : .responder
      let isReset = segment.flags.contains(.rst)
      if segment.flags.contains(.syn) || (bases[side] == nil && !isReset) {
        if bases[side] == nil { bases[side] = segment.sequenceNumber }
      }
      if segment.flags.contains(.ack), bases[side.other] == nil, !isReset {
        bases[side.other] = segment.acknowledgmentNumber - 1
      }
    }
  }

  /// `PSH,ACK 1:3(2) ack 1`, as tcpdump writes it.
  mutating func text(of segment: Segment, from side: Side) -> String {
    let base = bases[side] ?? segment.sequenceNumber
    let start = base.distance(to: segment.sequenceNumber)
    let end = Int64(start) + Int64(segment.payloadLength)
    var text = "\(segment.flags) \(start):\(end)(\(segment.payloadLength))"
    if segment.flags.contains(.ack) {
      let other = bases[side.other] ?? segment.acknowledgmentNumber
      text += " ack \(other.distance(to: segment.acknowledgmentNumber))"
    }
    if segment.window == 0, !segment.flags.contains(.rst) { text += " win 0" }
    return text
  }
}
