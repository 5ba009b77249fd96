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
  /// The originator as last known.
  public var originator: Peer
  /// The responder as last known.
  public var responder: Peer
  /// Zeek's `conn_state` for it.
  public var connectionState: ConnectionState
  /// Zeek's `history` for it.
  public var history: String
  /// The tunnel its segments came through.
  public var tunnel: Segment.Tunnel

  /// Assembles a flow.
  public init(
    id: FrameID, tuple: FourTuple, knowsOriginator: Bool, firstTime: Timestamp, lastFrame: FrameID,
    lastTime: Timestamp, originator: Peer, responder: Peer, connectionState: ConnectionState, history: String,
    tunnel: Segment.Tunnel
  ) {
    self.id = id
    self.tuple = tuple
    self.knowsOriginator = knowsOriginator
    self.firstTime = firstTime
    self.lastFrame = lastFrame
    self.lastTime = lastTime
    self.originator = originator
    self.responder = responder
    self.connectionState = connectionState
    self.history = history
    self.tunnel = tunnel
  }
}

/// How a connection looks as a whole, in Zeek's words (`base/protocols/conn/main.zeek`).
public enum ConnectionState: String, Sendable, CaseIterable {
  /// Connection attempt seen, no reply.
  case s0 = "S0"
  /// Established, not terminated.
  case s1 = "S1"
  /// Normal establishment and termination.
  case sf = "SF"
  /// Connection attempt rejected.
  case rejected = "REJ"
  /// Established, close attempt by the originator seen, no reply.
  case s2 = "S2"
  /// Established, close attempt by the responder seen, no reply.
  case s3 = "S3"
  /// Established, originator aborted.
  case resetByOriginator = "RSTO"
  /// Responder sent a RST.
  case resetByResponder = "RSTR"
  /// Originator sent a SYN followed by a RST; no SYN+ACK seen.
  case synThenReset = "RSTOS0"
  /// Responder sent a SYN+ACK followed by a RST; no SYN seen.
  case synAckThenReset = "RSTRH"
  /// Originator sent a SYN followed by a FIN; no SYN+ACK seen.
  case halfOpenOriginator = "SH"
  /// Responder sent a SYN+ACK followed by a FIN; no SYN seen.
  case halfOpenResponder = "SHR"
  /// Midstream traffic, no SYN seen.
  case other = "OTH"
}
