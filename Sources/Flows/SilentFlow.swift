public import Wire

/// A flow in which one side kept trying and nobody answered to the end of the capture, or that it no longer knew when the
/// other side spoke again.
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

  /// The RST by which the side that tried denied knowing the connection; nil where it was silent to the end.
  public var disownedBy: FrameID?

  /// Payload repeated without being acknowledged, by a side that at last refused what it should have waited for: its
  /// socket was gone, and it had neither closed nor aborted it.
  init(disowned entry: FlowEntry, by side: Side) {
    let own = entry[isLow: entry.isLow(side)]
    flow = entry.id
    tuple = entry.key.tuple(fromLow: entry.isLow(side))
    peer = own.peer
    peer.reopen()
    isConnecting = false
    repetitions = UInt16(clamping: own.peer.retransmissions)
    span = own.peer.firstTime.nanoseconds(until: own.peer.lastTime)
    silence = own.peer.lastTime.nanoseconds(until: own.trail.lastReset.time)
    disownedBy = own.trail.lastReset.frame
  }

  /// A SYN, or payload, repeated without an answer.
  init(_ entry: FlowEntry, trying side: Side, now: Timestamp) {
    let (own, other) = (entry.peer(side), entry.peer(side.other))
    flow = entry.id
    tuple = entry.key.tuple(fromLow: entry.isLow(side))
    peer = own
    isConnecting = own.state == .synSent
    repetitions = own.unansweredRetransmissions
    let begin = isConnecting || other.lastSegment == nil ? own.firstTime : other.lastTime
    span = begin.nanoseconds(until: own.lastTime)
    silence = own.lastTime.nanoseconds(until: now)
  }
}
