import Wire

/// One segment of a script: what is sent, not yet with whose numbers.
struct Line {
  /// How many bytes of payload it carries.
  enum Payload { case none, request, large }

  /// Where its sequence number stands.
  enum Sequence {
    /// At the sender's next byte, which moves on by what is sent.
    case next
    /// At the last payload once more, sent before a FIN; nothing moves.
    case again
    /// So many bytes before the next one, as keepalive probes are; nothing moves.
    case back(UInt32)
    /// So many bytes beyond the next one; nothing moves.
    case ahead(UInt32)
    /// 0: an answer to a segment without an ACK (RFC 9293 §3.10.7.1).
    case zero
  }

  /// How long after the line before.
  enum Pause {
    case microseconds(UInt64)
    /// Half a round trip: the segment comes from the other side of the vantage point.
    case crossing
    case seconds(UInt64)
  }

  var sender: Side
  var flags: TCPFlags
  var payload = Payload.none
  var sequence = Sequence.next
  var pause = Pause.crossing
  /// Whether a machine between the two ends sends it in the name of one: another TTL and IP identification.
  var isFromBetween = false
  /// How many bytes it acknowledges that the other side never sent.
  var unsent: UInt32 = 0
}
