public import Flows
public import Wire

/// What shows that a side's system is none of Linux: habits that its SYN or its time to live betrays.
///
/// Weak, as every fingerprint is: it never accuses anybody. It keeps rules from holding another system to what only
/// Linux does, and reports from predicting errnos by a law that may not be that system's.
public enum StackTrait: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Starts at a time to live of 128 and uses no timestamps, as Windows does.
  case timeToLive128
  /// Starts at a time to live of 255, as network devices and Solaris do.
  case timeToLive255
  /// Names the window scale before SACK-permitted or timestamps, as BSD, macOS and Windows do.
  case scaleFirst
  /// Offers no maximum segment size, which Linux always does.
  case noMaximumSegmentSize
}

extension StackTrait {
  /// The trait of the side that sent from `endpoint`, or nil where it looks like Linux or too little was seen.
  ///
  /// On a loopback address nothing lowers the time to live, and what is seen is the capturing host itself.
  @inline(always)
  public init?(of peer: Peer, at endpoint: Endpoint) {
    guard peer.lastFrame != nil else { return nil }
    if peer.synTraits.contains(.scaleFirst) {
      self = .scaleFirst
    } else if endpoint.address.isLoopback {
      return nil
    } else if peer.firstTimeToLive > 128 {
      self = .timeToLive255
    } else if peer.firstTimeToLive > 64, !peer.usesTimestamps {
      self = .timeToLive128
    } else if peer.synTraits.contains(.noMaximumSegmentSize) {
      self = .noMaximumSegmentSize
    } else {
      return nil
    }
  }

  /// The trait in half a sentence, with the side as its subject: `its SYN …`.
  public var statement: String {
    switch self {
    case .timeToLive128: "its time to live starts at 128 and it uses no timestamps, as Windows does"
    case .timeToLive255: "its time to live starts at 255, as that of network devices does"
    case .scaleFirst: "its SYN names the window scale before SACK and timestamps, as BSD and Windows do"
    case .noMaximumSegmentSize: "its SYN offers no maximum segment size, as Linux always does"
    }
  }
}
