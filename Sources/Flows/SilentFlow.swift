public import Wire

/// A flow in which one side kept trying and nobody answered to the end of the capture.
public struct SilentFlow: Hashable, Sendable, BitwiseCopyable {
  /// The flow, named by its first frame.
  public var flow: FrameID
  /// From the side that tried.
  public var tuple: FourTuple
  /// The side that tried, as last known.
  public var peer: Peer
  /// Whether it was still trying to connect.
  public var isConnecting: Bool
  /// How often it repeated itself since it last heard the other side.
  public var repetitions: UInt16
  /// Nanoseconds of capture time from the last time it heard the other side, or began, to its last try.
  public var span: Int64
  /// Nanoseconds of capture time from its last try to the end of the capture.
  public var silence: Int64

  /// A SYN, or payload, repeated without an answer; nil for every other flow.
  init?(_ entry: FlowEntry, now: Timestamp) {
    guard let side = Side.allCases.first(where: { Self.isTrying(entry.peer($0), entry.peer($0.other)) }) else {
      return nil
    }
    let (own, other) = (entry.peer(side), entry.peer(side.other))
    flow = entry.id
    tuple = entry.key.tuple(fromLow: entry.roles.originatorIsLow == (side == .originator))
    peer = own
    isConnecting = own.state == .synSent
    repetitions = own.unansweredRetransmissions
    let begin = isConnecting || other.lastSegment == nil ? own.firstTime : other.lastTime
    span = begin.nanoseconds(until: own.lastTime)
    silence = own.lastTime.nanoseconds(until: now)
  }

  /// A FIN that is repeated is nobody's call: the application has closed.
  private static func isTrying(_ own: Peer, _ other: Peer) -> Bool {
    guard own.unansweredRetransmissions > 0, own.finSequenceNumber == nil, own.resets == 0, other.resets == 0 else {
      return false
    }
    return own.state == .synSent || (own.state != .closed && own.payloadSegments > 0)
  }
}
