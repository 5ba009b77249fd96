import Wire

/// What a connection has besides its two endpoints: who opened it, and its letters.
struct ZeekStory: BitwiseCopyable {
  var history = ZeekHistory()
  var originatorIsLow: Bool
  var isPartial = false
  var sawOriginator = false
  var sawResponder = false
  /// Whether a side is done but for bytes that are missing.
  var isCloseDeferred = false
  /// Whether the responder's SYN established it, its originator not having been met in the middle of something.
  var isEstablished = false
  /// Whether a RST ended what was going on, after which nobody looks at it from time to time (`is_active`).
  var isReset = false
  /// When it began, and when a segment last counted for its timers.
  var firstTime: Timestamp
  var lastTime: Timestamp
  /// When it is forgotten because it is over; far off while it is not.
  var deletion = Timestamp(nanoseconds: .max)

  init(_ segment: Segment, fromLow: Bool) {
    firstTime = segment.time
    lastTime = segment.time
    originatorIsLow = fromLow
    if ZeekPorts.isFromServer(segment) {
      originatorIsLow = !fromLow
      history.addFlip()
    }
  }

  /// Follows one segment of `endpoint`.
  @inline(__always)
  mutating func follow(
    _ segment: Segment, _ endpoint: inout ZeekEndpoint, _ peer: inout ZeekEndpoint, _ fromLow: Bool
  ) {
    // The parts below may flip the roles; Zeek goes on with the role that the segment had when it came.
    let isOriginator = fromLow == originatorIsLow
    notePartial(segment.flags, isOriginator)
    let isLengthless = segment.flags.contains(.rst)
    let control: UInt32 = (segment.flags.contains(.syn) ? 1 : 0) &+ (segment.flags.contains(.fin) ? 1 : 0)
    let length = control &+ (isLengthless ? 0 : segment.payloadLength)
    var step = Step(segment, isOriginator: isOriginator, end: segment.sequenceNumber.rawValue &+ length)
    takeNumbers(&step, &endpoint, peer, fromLow)
    if !endpoint.didClose || !peer.didClose { lastTime = segment.time }
    takeStates(&step, &endpoint, &peer, fromLow)
    if isOriginator { sawOriginator = true } else { sawResponder = true }
  }

  /// What one segment is to the steps of following it.
  struct Step {
    let segment: Segment
    let flags: TCPFlags
    let isOriginator: Bool
    let end: UInt32
    var relative: UInt64 = 0
    var isBelowStart = false
    var relativeAcknowledgment: UInt64 = 0

    init(_ segment: Segment, isOriginator: Bool, end: UInt32) {
      self.segment = segment
      self.isOriginator = isOriginator
      self.end = end
      flags = segment.flags
    }
  }

  private mutating func notePartial(_ flags: TCPFlags, _ isOriginator: Bool) {
    if isOriginator {
      if !sawOriginator { isPartial = !flags.contains(.syn) || flags.contains(.ack) }
    } else if !sawResponder, !isPartial {
      isPartial = !flags.contains(.syn)
    }
  }

  /// Letters that count the first, tenth, hundredth … time (`Session::ScaledHistoryEntry`).
  mutating func addScaled(_ letter: UInt8, _ count: UInt32, _ fromLow: Bool) {
    guard count == 1 || count % 10 == 0 else { return }
    var power = count
    while power % 10 == 0 { power /= 10 }
    if power == 1 { history.add(letter, isOriginator: fromLow == originatorIsLow) }
  }

  /// Changes the roles (`Connection::FlipRoles`).
  mutating func flip() {
    originatorIsLow.toggle()
    (sawOriginator, sawResponder) = (sawResponder, sawOriginator)
    isPartial = false
    history.addFlip()
  }
}
