import Wire

/// One packet to be written: everything but the bytes.
struct Packet {
  /// Nanoseconds since 1970.
  var time: UInt64
  var source: Conversation.End
  var destination: Conversation.End
  var isIPv6: Bool
  var sequence: UInt32
  var flags: TCPFlags
  var payloadLength: Int
  var hasTimestamps: Bool
  var isFromBetween: Bool
  /// How many bytes it acknowledges that the other side never sent.
  var unsent: UInt32

  /// What the header acknowledges: all that the other side sent.
  var acknowledgment: UInt32 { flags.contains(.ack) ? destination.next &+ unsent : 0 }

  /// A machine on the way is nearer or farther than the host that it speaks for.
  var hopLimit: UInt8 { isFromBetween ? source.hopLimit &+ 9 : source.hopLimit }

  /// A kernel sends zero with segments of no socket, a forger what it likes.
  var window: UInt16 { flags.contains(.rst) ? 0 : 501 }

  /// TCP timestamps tick in milliseconds.
  func ticks(of end: Conversation.End) -> UInt32 { end.clock &+ UInt32(truncatingIfNeeded: time / 1_000_000) }
}
