import Wire

/// Which endpoint of a flow opened it, as far as its segments tell.
///
/// The first segment decides: a SYN's sender is the originator, and where neither SYN nor port tells, the first sender is
/// taken for it, as Zeek does. Only a lone SYN+ACK is looked at again when more comes (`TCPSessionAdapter.cc`).
struct Roles: BitwiseCopyable {
  /// Whether the originator's endpoint comes first in the key's order.
  var originatorIsLow: Bool
  /// Whether a SYN or SYN+ACK told who the originator is.
  var isKnown = false
  /// Whether nothing but a SYN+ACK was seen, whose sender was taken for the originator.
  private(set) var isLoneSYNACK: Bool

  /// Nothing is known yet.
  init() { (originatorIsLow, isLoneSYNACK) = (true, false) }

  /// Judges a flow's first segment.
  init(_ segment: Segment, fromLow: Bool) {
    let isFromServer = ZeekPorts.isFromServer(segment)
    originatorIsLow = fromLow != isFromServer
    isLoneSYNACK =
      !isFromServer && segment.flags.isSuperset(of: [.syn, .ack])
      && segment.flags.isDisjoint(with: [.fin, .rst])
  }

  /// Looks again at a lone SYN+ACK when the next segment comes.
  mutating func reconsider(_ segment: Segment, _ fromLow: Bool) {
    switch segment.flags.intersection([.syn, .fin, .rst]) {
    case .syn where segment.flags.contains(.ack): return
    case .syn:
      // SYN and SYN+ACK were captured in the wrong order.
      if fromLow != originatorIsLow { originatorIsLow.toggle() }
    case []:
      guard segment.payloadLength > 0 || segment.flags.contains(.ack) else { return }
      // Traffic after it: no stealth scan, so its sender is the responder after all.
      originatorIsLow.toggle()
    default: break
    }
    isLoneSYNACK = false
  }
}
