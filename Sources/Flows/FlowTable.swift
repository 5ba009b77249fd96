public import Wire

/// Follows every flow of a capture and keeps what happened; it decides nothing.
///
/// The caller feeds segments in capture order and drains what became final: resets in their context, ended flows,
/// and ICMP errors joined to the flow that they concern.
public struct FlowTable {
  /// Resets that nothing later can change, in frame order: three seconds of capture time passed, or the capture ended.
  public private(set) var resets: [Reset] = []
  /// Flows that ended or were retired.
  public internal(set) var flows: [Flow] = []
  /// ICMP errors with what was known of the flow that they concern, in frame order.
  public private(set) var icmpErrors: [FlowICMPError] = []
  /// Flows in which one side repeated itself without an answer to the end of the capture.
  public internal(set) var silentFlows: [SilentFlow] = []
  /// Flows begun so far.
  public internal(set) var flowCount = 0
  /// Live flows that were forgotten because ``Options/maximumFlows`` was reached.
  public internal(set) var forcedOut = 0

  var options: Options
  var entries: ContiguousArray<FlowEntry> = []
  var index = FlowIndex()
  var free: ContiguousArray<Int32> = []
  var hand = 0
  /// The latest time stamp so far; captures of several interfaces step back a little now and then.
  var now = Timestamp(nanoseconds: .min)
  var log = SegmentLog()
  var pending = PendingResets()
  var suspectSYNs: [Int: Segment] = [:]
  var earlierRecords: [Int: ZeekRecord] = [:]
  private var nextFinal = Timestamp(nanoseconds: .max)

  /// An empty table.
  public init(_ options: Options = Options()) { self.options = options }

  /// Follows one segment.
  public mutating func track(_ segment: Segment) {
    if segment.time > now { now = segment.time }
    if nextFinal <= now { releaseResets() }
    var fromLow = false
    let key = FlowKey(segment.tuple, isForward: &fromLow)
    let known = index.place(hash: key.hash, where: { entries[$0].key.matches(key) })
    let place =
      if let known { incarnation(of: segment, at: known, key, fromLow) } else {
        begin(segment, key, fromLow, predecessor: nil)
      }
    if options.dropsWrongChecksums, segment.envelope.checksum.isJudgedWrong {
      entries[place].zeek.followWrongChecksum(fromLow: fromLow)
    } else {
      follow(segment, at: place, fromLow)
    }
  }

  /// Joins an ICMP error to its flow.
  public mutating func track(_ error: ICMPError) {
    if error.time > now { now = error.time }
    if nextFinal <= now { releaseResets() }
    var fromLow = false
    let key = FlowKey(error.quotedTuple, isForward: &fromLow)
    guard let place = index.place(hash: key.hash, where: { entries[$0].key.matches(key) }) else {
      icmpErrors.append(FlowICMPError(error: error))
      return
    }
    let entry = entries[place]
    let (recipient, other) = fromLow ? (entry.low.peer, entry.high.peer) : (entry.high.peer, entry.low.peer)
    icmpErrors.append(
      FlowICMPError(
        error: error, flow: entry.id, side: entry.side(isLow: fromLow), recipient: recipient, other: other))
  }

  /// Tells the table that capture time has come this far, so that what waited for it becomes final.
  public mutating func advance(to time: Timestamp) {
    if time > now { now = time }
    releaseResets()
  }

  /// Ends every flow: the capture is over.
  public mutating func finish() {
    while let reset = pending.removeFirst() { resets.append(reset) }
    nextFinal = Timestamp(nanoseconds: .max)
    for place in entries.indices where entries[place].isLive { retire(place) }
  }

  /// Hands out no flow any more: whoever asked has as many as it wants.
  public mutating func stopHandingOutFlows() { options.flows = .none }

  /// Forgets what was drained.
  public mutating func removeDrained() {
    resets.removeAll(keepingCapacity: true)
    flows.removeAll(keepingCapacity: true)
    icmpErrors.removeAll(keepingCapacity: true)
    silentFlows.removeAll(keepingCapacity: true)
  }

  /// How long a RST waits for what comes after it, in nanoseconds.
  private static let patience: Int64 = 3_000_000_000

  /// Moves resets whose time has come from the queue to ``resets``.
  private mutating func releaseResets() {
    while let first = pending.firstTime, first.nanoseconds(until: now) >= Self.patience,
      let reset = pending.removeFirst()
    {
      resets.append(reset)
    }
    schedule()
  }

  private mutating func schedule() {
    nextFinal = pending.firstTime.map { Self.later($0) } ?? Timestamp(nanoseconds: .max)
  }

  private static func later(_ time: Timestamp) -> Timestamp {
    let (sum, overflow) = time.nanoseconds.addingReportingOverflow(patience)
    return Timestamp(nanoseconds: overflow ? .max : sum)
  }

  /// Queues a reset; where the queue is full, the oldest one becomes final before its time.
  mutating func enqueue(_ reset: Reset, after before: PendingResets.Mark) -> PendingResets.Mark {
    if pending.count >= options.maximumPendingResets, let oldest = pending.removeFirst() { resets.append(oldest) }
    let mark = pending.append(reset, after: before)
    schedule()
    return mark
  }
}

extension Segment.Checksum {
  /// Whether a receiver would have to drop the segment; a partial sum is one that nobody completed.
  fileprivate var isJudgedWrong: Bool {
    switch self {
    case .wrong, .partial: true
    case .notExamined, .unknown, .valid: false
    }
  }
}
