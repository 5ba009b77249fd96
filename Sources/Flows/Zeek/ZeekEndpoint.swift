import Wire

/// One side of a connection as Zeek keeps it, so far as its `conn_state` and `history` depend on it.
///
/// Zeek's view differs from RFC 9293's on purpose: it is an observer's, it believes a RST whatever its number, and its
/// letters are a contract with those who read conn.log. Hence it stands beside ``Peer`` and not in it.
struct ZeekEndpoint: BitwiseCopyable {
  /// The observer's states of `TCP_Endpoint.h`.
  enum State: UInt8, BitwiseCopyable {
    case inactive, synSent, synAckSent, partial, established, closed, reset

    /// Whether the connection has not begun, as far as this side goes (`is_handshake`).
    var isHandshake: Bool { rawValue <= State.synAckSent.rawValue }
  }

  var state = State.inactive
  var previousState = State.inactive
  var marks: Marks = []
  /// What relative numbers count from: the SYN, or one below the first number seen.
  var start: UInt32 = 0
  /// One past the last number sent.
  var last: UInt32 = 0
  /// The highest number that the other side acknowledged.
  var acknowledged: UInt32 = 0
  var lastWraps: UInt16 = 0
  var acknowledgedWraps: UInt16 = 0
  /// Relative numbers of the last control segments, for a repeated one is history only if it differs.
  var lastSYN: UInt64 = 0
  var lastFIN: UInt64 = 0
  var lastRST: UInt64 = 0
  /// One past the FIN, relative.
  var finEnd: UInt64 = 0
  var content = ZeekContent()
  var retransmissions: UInt32 = 0
  var zeroWindows: UInt32 = 0
  var gaps: UInt32 = 0
  var checksumErrors: UInt32 = 0

  /// What happened to this side once and for all.
  struct Marks: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// It sent a FIN.
    static var fin: Marks { Marks(rawValue: 1) }
    /// It is done, as far as Zeek's timers go (`did_close`).
    static var closed: Marks { Marks(rawValue: 2) }
    /// Its last byte was delivered (`did_EOF`).
    static var delivered: Marks { Marks(rawValue: 4) }
    /// Nobody waits for its missing bytes any more (`skip_deliveries`).
    static var skipped: Marks { Marks(rawValue: 8) }
  }

  var didClose: Bool { marks.contains(.closed) }

  /// Whether anything was ever seen of it, a segment with a wrong checksum included.
  var isUntouched: Bool { state == .inactive && checksumErrors == 0 }

  /// Whether it was ever past its handshake, or before one in the middle of a connection.
  var leftHandshake: Bool { !state.isHandshake || !previousState.isHandshake }

  /// Nothing beyond the SYN was acknowledged (`NoDataAcked`).
  var hasNothingAcknowledged: Bool { fullAcknowledged &- UInt64(start) <= 1 }

  /// ``last``, counted beyond 32 bits.
  var fullLast: UInt64 { UInt64(lastWraps) << 32 | UInt64(last) }

  /// ``acknowledged``, counted beyond 32 bits.
  var fullAcknowledged: UInt64 { UInt64(acknowledgedWraps) << 32 | UInt64(acknowledged) }

  mutating func enter(_ new: State) {
    guard new != state else { return }
    previousState = state
    state = new
  }

  /// The first number of this side sets what relative numbers count from (`init_endpoint`).
  mutating func begin(_ flags: TCPFlags, _ first: UInt32, _ end: UInt32) {
    let isSYN = flags.contains(.syn)
    switch state {
    case .inactive:
      start = isSYN ? first : first &- 1
      acknowledged = start
      last = isSYN ? end : first
    case .synSent, .synAckSent:
      if isSYN, first != start { restart(first, end) }
    case .established, .partial:
      if isSYN { restart(first, end) }
    case .reset:
      if isSYN, previousState == .inactive { restart(first, end) }
    case .closed: break
    }
  }

  private mutating func restart(_ first: UInt32, _ end: UInt32) {
    (start, acknowledged, last) = (first, first, end)
  }

  /// The other side's acknowledgment is all that is known of this side (`init_peer`).
  mutating func begin(acknowledgedBy ack: UInt32) {
    (start, acknowledged, last) = (ack &- 1, ack &- 1, ack &- 1)
  }

  /// `number` relative to the start, and whether it lies before it (`get_relative_seq`): then it comes out as far
  /// beyond everything.
  func relative(_ number: UInt32, reference: UInt32, wraps: UInt16) -> (value: UInt64, isBelow: Bool) {
    var wraps = wraps
    let delta = Int32(bitPattern: number &- reference)
    if delta < 0 {
      if wraps > 0, number > reference { wraps -= 1 }
    } else if delta > 0, number < reference {
      wraps = wraps == .max ? wraps : wraps + 1
    }
    guard wraps == 0 else { return ((UInt64(wraps) << 32 | UInt64(number)) &- UInt64(start), false) }
    let distance = Int32(bitPattern: number &- start)
    return (UInt64(bitPattern: Int64(distance)), distance < 0)
  }

  /// `update_ack_seq`: an acknowledgment of 0 far ahead is more likely broken than large.
  mutating func advance(acknowledged ack: UInt32) {
    let delta = Int32(bitPattern: ack &- acknowledged)
    if ack == 0, delta > Self.tooLarge { return }
    guard delta > 0 else { return }
    if ack < acknowledged { acknowledgedWraps &+= 1 }
    acknowledged = ack
  }

  /// `update_last_seq`; true if the segment repeated payload.
  mutating func advance(last end: UInt32, _ flags: TCPFlags, payload: UInt32) -> Bool {
    let delta = Int32(bitPattern: end &- last)
    let isControl = !flags.isDisjoint(with: [.syn, .rst])
    if isControl, delta > Self.tooLarge || delta < -Self.tooLarge { return false }
    if flags.contains(.fin), last == start &+ 1 {
      move(to: end)
      return false
    }
    if state == .reset { return false }
    if delta > 0 {
      move(to: end)
      return false
    }
    return payload > 0
  }

  private mutating func move(to end: UInt32) {
    if end < last { lastWraps &+= 1 }
    last = end
  }

  private static let tooLarge: Int32 = 1 << 20

  /// Payload bytes, as Zeek computes them from numbers (`TCP_Endpoint::Size`).
  func size(peer: ZeekEndpoint) -> UInt64 {
    if previousState == .synSent, state == .reset, peer.state == .inactive, !hasNothingAcknowledged { return 0 }
    var size = max(fullLast, fullAcknowledged) &- UInt64(start)
    if size != 0 { size &-= 1 }
    if marks.contains(.fin), size != 0 { size &-= 1 }
    return size
  }
}
