public import Wire

/// One incarnation of an unordered 4-tuple: two peers, who opened it, and its history.
public struct Flow: Hashable, Sendable {
  /// The flow's name: its first frame.
  public var id: FrameID
  /// From originator to responder.
  public var tuple: FourTuple
  /// Whether a SYN or SYN+ACK told who opened the connection.
  public var knowsOriginator: Bool
  /// When its first segment was captured.
  public var firstTime: Timestamp
  /// The last segment's frame.
  public var lastFrame: FrameID
  /// When its last segment was captured.
  public var lastTime: Timestamp
  /// Frames of either side, resets and second copies included.
  public var packets: UInt32
  /// The originator as last known.
  public var originator: Peer
  /// The responder as last known.
  public var responder: Peer
  /// Zeek's `conn_state` for it.
  public var connectionState: ConnectionState
  /// Zeek's `history` for it.
  public var history: String
  /// Zeek's further records of it, for Zeek's timers may split a flow: the fullest is told by the two before.
  public var otherRecords: [ZeekRecord]
  /// The tunnel its segments came through.
  public var tunnel: Segment.Tunnel

  /// Assembles a flow.
  public init(
    id: FrameID, tuple: FourTuple, knowsOriginator: Bool, firstTime: Timestamp, lastFrame: FrameID,
    lastTime: Timestamp, packets: UInt32, originator: Peer, responder: Peer, connectionState: ConnectionState,
    history: String, otherRecords: [ZeekRecord], tunnel: Segment.Tunnel
  ) {
    self.id = id
    self.tuple = tuple
    self.knowsOriginator = knowsOriginator
    self.firstTime = firstTime
    self.lastFrame = lastFrame
    self.lastTime = lastTime
    self.packets = packets
    self.originator = originator
    self.responder = responder
    self.connectionState = connectionState
    self.history = history
    self.otherRecords = otherRecords
    self.tunnel = tunnel
  }
}
