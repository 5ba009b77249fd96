/// What the options of a SYN or SYN+ACK tell of the system that wrote it: habits, not proofs.
public struct SYNTraits: OptionSet, Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// No maximum segment size: Linux always sends one (`tcp_syn_options`); tools that write packets themselves often do
  /// not.
  public static let noMaximumSegmentSize = SYNTraits(rawValue: 1 << 0)
  /// The window scale before SACK-permitted or timestamps, as BSD and Windows order them.
  public static let scaleFirst = SYNTraits(rawValue: 1 << 1)
}
