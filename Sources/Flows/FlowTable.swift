public import Wire

/// Follows every flow of a capture and keeps what happened; it decides nothing.
///
/// The caller feeds segments in capture order and drains what became final: resets in their context, ended flows,
/// and ICMP errors joined to the flow that they concern.
public struct FlowTable {
  /// Resets that nothing later can change, in frame order: three seconds of capture time passed, or the capture ended.
  ///
  /// For many of them, ``finalResetCount`` and ``finalReset(_:)`` cost less.
  public var resets: [Reset] { (0..<pending.finalCount).map(pending.finalReset) }
  /// How many resets are final and were not drained yet.
  public var finalResetCount: Int { pending.finalCount }
  /// Flows that ended or were retired.
  public internal(set) var flows: [Flow] = []
  /// ICMP errors with what was known of the flow that they concern, in frame order.
  public private(set) var icmpErrors: [FlowICMPError] = []
  /// Flows in which one side repeated itself without an answer to the end of the capture.
  public internal(set) var silentFlows: [SilentFlow] = []
  /// Flows whose originator fell silent to the end of the capture.
  public internal(set) var quietFlows: [QuietFlow] = []
  /// Flows begun so far.
  public internal(set) var flowCount = 0
  /// Live flows that were forgotten because ``Options/maximumFlows`` was reached.
  public internal(set) var forcedOut = 0

  let options: Options
  var handedOut = 0
  var entries: ContiguousArray<FlowEntry> = []
  var index = FlowIndex()
  var free: ContiguousArray<Int32> = []
  var hand = 0
  var overFlows = RetirementQueue()
  var waiting: ContiguousArray<Waiting> = []
  /// Keeps the early reads of ``warm()`` from being optimised away.
  var warmth: UInt64 = 0
  private var finishedPlaces = 0
  /// The latest time stamp so far; captures of several interfaces step back a little now and then.
  var now = Timestamp(nanoseconds: .min)
  var log = SegmentLog()
  var pending = PendingResets()
  var suspectSYNs: [Int: Segment] = [:]
  var earlierRecords: [Int: [ZeekRecord]] = [:]
  var nextFinal = Timestamp(nanoseconds: .max)

  /// An empty table.
  public init(_ options: Options = Options()) { self.options = options }

  /// Follows one segment; its effects show after ``flush()``, which other calls do by themselves.
  public mutating func track(_ segment: Segment) {
    var fromLow = false
    let key = FlowKey(segment.tuple, isForward: &fromLow)
    waiting.append(Waiting(segment: segment, key: key, fromLow: fromLow))
    if waiting.count == Self.batchSize { flush() }
  }

  /// A final reset, counted from the oldest one not drained yet.
  ///
  /// - Parameter index: From 0, below ``finalResetCount``.
  public func finalReset(_ index: Int) -> Reset { pending.finalReset(index) }

  /// Joins an ICMP error to its flow.
  public mutating func track(_ error: ICMPError) {
    flush()
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
    flush()
    if time > now { now = time }
    releaseResets()
  }

  /// Ends every flow: the capture is over.
  public mutating func finish() { while finishPart() {} }

  /// Ends some of the flows and makes some of the resets final, so that a caller can drain in between; false when
  /// nothing is left.
  public mutating func finishPart() -> Bool {
    flush()
    nextFinal = Timestamp(nanoseconds: .max)
    for _ in 0..<1024 { pending.closeFirst() }
    if pending.count > 0 { return true }
    for _ in 0..<4096 {
      guard finishedPlaces < entries.count else { return false }
      if entries[finishedPlaces].isLive { retire(finishedPlaces) }
      finishedPlaces += 1
    }
    return true
  }

  /// Forgets what was drained.
  public mutating func removeDrained() {
    pending.removeFinal()
    flows.removeAll(keepingCapacity: true)
    icmpErrors.removeAll(keepingCapacity: true)
    silentFlows.removeAll(keepingCapacity: true)
    quietFlows.removeAll(keepingCapacity: true)
  }

  /// How long a RST waits for what comes after it, in nanoseconds.
  private static let patience: Int64 = 3_000_000_000

  /// Moves resets whose time has come from the queue to ``resets``.
  mutating func releaseResets() {
    while let first = pending.firstTime, first.nanoseconds(until: now) >= Self.patience { pending.closeFirst() }
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
    if pending.count >= options.maximumPendingResets { pending.closeFirst() }
    let mark = pending.append(reset, after: before)
    schedule()
    return mark
  }
}
