import Wire

/// A connection as Zeek follows it (`TCPSessionAdapter.cc`), kept for the `conn_state` and `history` that it makes.
///
/// The endpoints stand in the order of the flow's key, so that a flip of the roles is one bit.
struct ZeekConnection: BitwiseCopyable {
  var low = ZeekEndpoint()
  var high = ZeekEndpoint()
  var story: ZeekStory
  /// Whether what it followed belongs to another flow after all.
  var isDisowned = false

  /// Begins with a segment from the lower or the higher endpoint; ports may tell that it came from a server.
  init(_ segment: Segment, fromLow: Bool) { story = ZeekStory(segment, fromLow: fromLow) }

  /// Whether the lower endpoint is the originator.
  var originatorIsLow: Bool { story.originatorIsLow }

  /// Follows one segment.
  @inline(__always)
  mutating func follow(_ segment: Segment, fromLow: Bool) {
    if fromLow {
      story.follow(segment, &low, &high, fromLow)
    } else {
      story.follow(segment, &high, &low, fromLow)
    }
  }

  /// A segment with a wrong checksum leaves a letter and nothing else (`TCP_Endpoint::ChecksumError`).
  mutating func followWrongChecksum(fromLow: Bool) {
    let count = fromLow ? low.checksumErrors &+ 1 : high.checksumErrors &+ 1
    if fromLow { low.checksumErrors = count } else { high.checksumErrors = count }
    story.addScaled(UInt8(ascii: "C"), count, fromLow)
  }
}
