public import Wire

/// A flow whose originator fell silent: no FIN of its own and no RST from either side, to the end of the capture.
public struct QuietFlow: Hashable, Sendable, BitwiseCopyable {
  /// The flow, named by its first frame.
  public var flow: FrameID
  /// From originator to responder.
  public var tuple: FourTuple
  /// The originator as last known.
  public var originator: Peer
  /// The responder as last known.
  public var responder: Peer
  /// Nanoseconds of capture time since the originator was last heard; at least ``patience``.
  public var silence: Int64

  /// Silence after which nothing more is expected, in nanoseconds: three seconds, as studies of tampering wait.
  public static let patience: Int64 = 3_000_000_000

  /// Nil for every other flow.
  init?(_ entry: FlowEntry, now: Timestamp) {
    guard entry.roles.isKnown, !entry.hasReset else { return nil }
    let side = entry.peer(.originator)
    guard side.finSequenceNumber == nil, side.lastFrame != nil else { return nil }
    silence = side.lastTime.nanoseconds(until: now)
    guard silence >= Self.patience else { return nil }
    flow = entry.id
    tuple = entry.key.tuple(fromLow: entry.roles.originatorIsLow)
    originator = side
    responder = entry.peer(.responder)
  }

  /// Whether the responder said something that the originator never answered.
  public var isUnanswered: Bool {
    guard let last = responder.lastSegment else { return false }
    return originator.lastSegment.map { $0.precedes(last) } ?? true
  }
}
