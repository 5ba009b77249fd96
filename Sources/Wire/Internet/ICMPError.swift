/// An ICMP or ICMPv6 error about a TCP segment that it quotes (RFC 792, RFC 4443).
public struct ICMPError: Hashable, Sendable, BitwiseCopyable {
  /// The frame that carried it.
  public var frame: FrameID
  /// When it was captured.
  public var time: Timestamp
  /// Who sent the error, and to whom.
  public var sender: IPAddress
  /// The address that the error was sent to: the sender of the quoted segment.
  public var recipient: IPAddress
  /// ICMP or ICMPv6, told apart by the version of ``sender``.
  public var type: UInt8
  /// The code within the type.
  public var code: UInt8
  /// The quoted segment's endpoints, as its sender wrote them.
  public var quotedTuple: FourTuple
  /// The quoted segment's sequence number, where the quote reached that far.
  public var quotedSequenceNumber: SequenceNumber
  /// The quoted segment's flags, or none where the quote ended before them.
  public var quotedFlags: TCPFlags

  /// Assembles an error.
  @inlinable
  public init(
    frame: FrameID, time: Timestamp, sender: IPAddress, recipient: IPAddress, type: UInt8, code: UInt8,
    quotedTuple: FourTuple, quotedSequenceNumber: SequenceNumber, quotedFlags: TCPFlags
  ) {
    self.frame = frame
    self.time = time
    self.sender = sender
    self.recipient = recipient
    self.type = type
    self.code = code
    self.quotedTuple = quotedTuple
    self.quotedSequenceNumber = quotedSequenceNumber
    self.quotedFlags = quotedFlags
  }
}
