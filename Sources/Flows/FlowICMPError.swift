public import Wire

/// An ICMP error and what was known of the flow that it concerns when it came.
public struct FlowICMPError: Hashable, Sendable, BitwiseCopyable {
  /// The error itself.
  public var error: ICMPError
  /// The flow of the quoted segment, or nil if no such flow was seen.
  public var flow: FrameID?
  /// The side that sent the quoted segment, and that the error is meant for.
  public var side: Side
  /// That side at the moment.
  public var recipient: Peer
  /// The other side at the moment.
  public var other: Peer

  /// Joins an error with its flow.
  public init(
    error: ICMPError, flow: FrameID? = nil, side: Side = .originator, recipient: Peer = Peer(), other: Peer = Peer()
  ) {
    self.error = error
    self.flow = flow
    self.side = side
    self.recipient = recipient
    self.other = other
  }
}
