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
  ///
  /// Inout although it changes nothing, as below: copies of whole flows would cost more than all the rest.
  init(disowned entry: inout FlowEntry, by side: Side) {
    let isLow = entry.isLow(side)
    flow = entry.id
    tuple = entry.key.tuple(fromLow: isLow)
    peer = entry[isLow: isLow].peer
    peer.reopen()
    isConnecting = false
    repetitions = UInt16(clamping: peer.retransmissions)
    span = peer.firstTime.nanoseconds(until: peer.lastTime)
    silence = peer.lastTime.nanoseconds(until: entry[isLow: isLow].trail.lastReset.time)
    disownedBy = entry[isLow: isLow].trail.lastReset.frame
  }

  /// A SYN, or payload, repeated without an answer.
  init(_ entry: inout FlowEntry, trying side: Side, now: Timestamp) {
    let isLow = entry.isLow(side)
    flow = entry.id
    tuple = entry.key.tuple(fromLow: isLow)
    peer = entry[isLow: isLow].peer
    isConnecting = peer.state == .synSent
    repetitions = peer.unansweredRetransmissions
    let isAlone = isConnecting || !entry[isLow: !isLow].peer.present.contains(.last)
    let begin = isAlone ? peer.firstTime : entry[isLow: !isLow].peer.lastTime
    span = begin.nanoseconds(until: peer.lastTime)
    silence = peer.lastTime.nanoseconds(until: now)
  }
}
