import Wire
import Flows

extension Reset {
  /// How the RST itself is built (RFC 9293 §3.10.7.1): by an end that was ending the connection, in answer to a
  /// segment with or without ACK, or like neither.
  var shapeWord: StaticString {
    if segment.flags.contains(.ack) {
      if let provokedBy, !provokedBy.flags.contains(.ack), segment.sequenceNumber.rawValue == 0 { return "passive-ack" }
      return sender.segments == 0 || segment.sequenceNumber == sender.nextSequenceNumber ? "active" : "foreign"
    }
    if let provokedBy, provokedBy.flags.contains(.ack), segment.sequenceNumber == provokedBy.acknowledgmentNumber {
      return "passive-no-ack"
    }
    return "foreign"
  }
}
