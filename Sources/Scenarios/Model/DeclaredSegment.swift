public import Wire

/// A segment that a scenario declares beforehand.
public struct DeclaredSegment: Hashable, Sendable {
  /// Whose address it bears.
  public var source: String
  /// To whom.
  public var destination: String
  /// Its control bits; PSH, ECE and CWR are not compared.
  public var flags: TCPFlags
  /// Its payload in bytes. Data may come in several segments, or several declared ones in one: TCP carries bytes.
  public var payloadLength: ClosedRange<Int> = 0...0
  /// SEG.SEQ; nil for any.
  public var sequence: SegmentNumber?
  /// SEG.ACK; nil for any.
  public var acknowledgment: SegmentNumber?
  /// SEG.WND as it stands in the header; nil for any.
  public var window: UInt16?
  /// Time to live or hop limit where it was captured; nil for any.
  public var timeToLive: UInt8?
  /// Type of service or traffic class as it stands in the header; nil for any.
  public var trafficClass: UInt8?
  /// What the witnesses must say of it, if it is a RST and they are asked.
  public var reset: DeclaredReset?

  /// Whether it acknowledges and does nothing else: such segments come when the receiver's TCP sees fit.
  public var isBareAcknowledgment: Bool { flags == .ack && payloadLength.upperBound == 0 }

  /// Whether it leaves something open that the kernel decides.
  var isOpen: Bool {
    payloadLength.lowerBound != payloadLength.upperBound || (sequence == nil && !flags.contains(.syn))
      || (acknowledgment == nil && flags.contains(.ack))
  }
}
