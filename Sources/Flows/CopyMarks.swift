import Wire

/// What tells a second copy of a captured frame from a retransmission.
///
/// A capture on `any` holds each frame of `lo` twice, a mirror port each frame of a routed host twice. Both copies are
/// the same packet, so the numbers agree; what differs is where the copy was taken.
struct CopyMarks: BitwiseCopyable {
  private var identification: UInt16 = 0
  private var window: UInt16 = 0
  private var vlan: UInt16 = 0
  private var interface: UInt8 = 0
  private var timeToLive: UInt8 = 0
  private var direction = Segment.LinkDirection.unknown

  init() {}

  @inline(__always)
  init(_ segment: Segment) {
    identification = segment.envelope.identification
    window = segment.window
    vlan = segment.envelope.vlan
    interface = segment.envelope.interface
    timeToLive = segment.envelope.timeToLive
    direction = segment.envelope.direction
  }

  /// Longest time between two copies of one packet: a router's queue, not a retransmission timer (RFC 6298: 200 ms and
  /// more in practice).
  private static let elsewhere: Int64 = 50_000_000
  /// Longest time between two copies taken at the same place.
  private static let samePlace: Int64 = 2_000_000

  /// Whether `later` is a copy of the segment that these marks and `earlier` describe.
  @inline(always)
  func isCopied(by later: Segment, _ earlier: SegmentSummary) -> Bool {
    // All in one look: which of them differs first would be a guess.
    let difference =
      (earlier.sequenceNumber.rawValue ^ later.sequenceNumber.rawValue)
      | (earlier.acknowledgmentNumber.rawValue ^ later.acknowledgmentNumber.rawValue)
      | (earlier.payloadLength ^ later.payloadLength) | UInt32(earlier.flags.rawValue ^ later.flags.rawValue)
    return difference == 0 && isCopied(by: later, after: earlier.time)
  }

  /// The same for one that bears the same numbers.
  private func isCopied(by later: Segment, after time: Timestamp) -> Bool {
    let other = CopyMarks(later)
    guard identification == other.identification, window == other.window else { return false }
    let distance = time.nanoseconds(until: later.time)
    let isElsewhere =
      interface != other.interface || vlan != other.vlan || timeToLive != other.timeToLive
      || direction != other.direction
    if isElsewhere { return distance <= Self.elsewhere }
    return identification != 0 && !later.flags.contains(.rst) && distance <= Self.samePlace
  }
}
