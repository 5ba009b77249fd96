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

  /// Nil for every other flow. Inout although it changes nothing: copies of whole flows would cost more than all the rest.
  init?(_ entry: inout FlowEntry, now: Timestamp) {
    guard entry.roles.isKnown, !entry.hasReset else { return nil }
    let isLow = entry.roles.originatorIsLow
    let present = entry[isLow: isLow].peer.present
    guard !present.contains(.fin), present.contains(.last) else { return nil }
    silence = entry[isLow: isLow].peer.lastTime.nanoseconds(until: now)
    guard silence >= Self.patience else { return nil }
    flow = entry.id
    tuple = entry.key.tuple(fromLow: isLow)
    originator = entry[isLow: isLow].peer
    responder = entry[isLow: !isLow].peer
  }

  /// Whether the responder said something that the originator never answered.
  public var isUnanswered: Bool {
    guard let last = responder.lastSegment else { return false }
    return originator.lastSegment.map { $0.precedes(last) } ?? true
  }
}
