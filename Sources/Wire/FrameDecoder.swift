/// Reads frames from the outermost header to TCP, through tunnels and fragments.
///
/// Total: every frame yields something, and no byte of a frame can trap, hang or allocate without bound.
public struct FrameDecoder {
  /// A decoder with no fragments pending.
  public init() {}

  /// What a frame turned out to be.
  public enum Decoded: Sendable {
    /// A TCP segment, or the start of one that the snap length cut after its flags.
    case segment(Segment)
    /// An ICMP error that quotes a TCP segment.
    case icmp(ICMPError)
    /// Neither; why not is counted by the caller.
    case other(Skip)
  }

  /// Why a frame yields no segment.
  public enum Skip: UInt8, Sendable, CaseIterable {
    case notIP, notTCP, truncated, malformed, unsupportedLinkType, fragment
  }

  /// Reads one frame.
  public mutating func decode(_ frame: Frame, _ bytes: RawSpan) -> Decoded {
    .other(.notIP)  // Written by the owner of this room.
  }
}
