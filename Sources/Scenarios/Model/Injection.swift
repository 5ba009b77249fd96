public import Wire

/// A segment made by hand and sent through a raw socket.
public struct Injection: Hashable, Sendable {
  /// Whose address it bears.
  public var source: String
  /// To whom.
  public var destination: String
  /// Its control bits.
  public var flags: TCPFlags
  /// SEG.SEQ.
  public var sequence: SegmentNumber
  /// SEG.ACK.
  public var acknowledgment: SegmentNumber
  /// SEG.WND.
  public var window: UInt16 = 512
  /// Time to live.
  public var timeToLive: UInt8 = 64
  /// Bytes of payload.
  public var payloadLength = 0
  /// Whether the TCP checksum is wrong on purpose.
  public var badChecksum = false
  /// TSval, if a timestamp option is to be written; relative to the last one seen of the source.
  public var timestampOffset: Int?
  /// TSecr relative to the last TSval seen of the destination.
  public var timestampEchoOffset: Int?
  /// How often it is sent.
  public var count = 1
  /// Writes an MP_JOIN option (RFC 8684 §3.2): in a SYN with a token, in an ACK with a HMAC that is wrong.
  public var join: Join?

  /// Which Multipath TCP connection a subflow asks to join.
  public enum Join: Hashable, Sendable {
    /// None: a token that nobody knows.
    case unknown
    /// That of a party.
    case connection(of: String)
  }
}
