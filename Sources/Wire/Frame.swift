/// The envelope of one captured frame; its bytes travel beside it as a `RawSpan`.
public struct Frame: Hashable, Sendable, BitwiseCopyable {
  /// Which frame of which source it is.
  public var id: FrameID
  /// When it was captured.
  public var time: Timestamp
  /// How its first header is to be read.
  public var linkType: LinkType
  /// The interface within the source, counted from 0.
  public var interface: UInt32
  /// Bytes present.
  public var capturedLength: UInt32
  /// Bytes on the wire; larger than ``capturedLength`` where a snap length cut the frame.
  public var originalLength: UInt32

  /// Describes one frame.
  @inlinable
  public init(
    id: FrameID, time: Timestamp, linkType: LinkType, interface: UInt32 = 0, capturedLength: UInt32,
    originalLength: UInt32
  ) {
    self.id = id
    self.time = time
    self.linkType = linkType
    self.interface = interface
    self.capturedLength = capturedLength
    self.originalLength = originalLength
  }
}

/// A frame's row number within its source, as Wireshark shows it, and the source.
///
/// It also names what begins with a frame: a flow by its first frame, a reset by its own. So names do not depend on
/// how the work was divided among threads.
public struct FrameID: Hashable, Sendable, BitwiseCopyable, Comparable {
  /// The source in the high 16 bits, the row number in the low 48.
  public let rawValue: UInt64

  /// Names row `number` (from 1) of source `source` (from 0, below 65536).
  @inlinable
  public init(source: Int = 0, number: Int) {
    rawValue = UInt64(truncatingIfNeeded: source) << 48 | UInt64(truncatingIfNeeded: number) & 0xffff_ffff_ffff
  }

  /// The row behind it.
  @inlinable
  public var next: FrameID { FrameID(rawValue: rawValue &+ 1) }

  @inlinable
  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The source, from 0.
  @inlinable
  public var source: Int { Int(rawValue >> 48) }

  /// The row number within the source, from 1.
  @inlinable
  public var number: Int { Int(rawValue & 0xffff_ffff_ffff) }

  @inlinable
  public static func < (left: FrameID, right: FrameID) -> Bool { left.rawValue < right.rawValue }
}

extension FrameID {
  /// Whether the frame, captured at `time`, comes before another one in the one timeline of all captures: within a capture
  /// its rows tell, between two captures the clocks, and where these say the same, the order of the captures.
  @inlinable
  public func precedes(_ other: FrameID, at time: Timestamp, _ otherTime: Timestamp) -> Bool {
    source == other.source || time == otherTime ? self < other : time < otherTime
  }
}

extension FrameID: CustomStringConvertible {
  public var description: String { source == 0 ? "\(number)" : "\(source + 1):\(number)" }
}
