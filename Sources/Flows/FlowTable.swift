public import Wire

/// Follows every flow of a capture and keeps what happened; it decides nothing.
///
/// The caller feeds segments in capture order and drains what became final: resets in their context, ended flows,
/// and ICMP errors joined to the flow that they concern.
///
/// A table is large and there is no use for two of the same: it cannot be copied.
public struct FlowTable: ~Copyable {
  /// Resets that nothing later can change, in frame order: three seconds of capture time passed, or the capture ended.
  ///
  /// For many of them, ``visitFinalResets(_:)`` costs less.
  public var resets: [Reset] {
    mutating get {
      var all: [Reset] = []
      visitFinalResets { all.append($0) }
      return all
    }
  }
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
  var entries: Slab<FlowEntry>
  var index = FlowIndex()
  var hand = 0
  var overFlows: RingQueue<EndedFlow>
  /// What the keys' hashes are made with.
  let seed = HashSeed()
  /// Segments that wait for their batch to be full.
  var waiting = ContiguousArray<Segment>()
  private var finishedPlaces = 0
  var batch = Batch()
  /// The latest time stamp so far; captures of several interfaces step back a little now and then.
  var now = Timestamp(nanoseconds: .min)
  var log = SegmentLog()
  var pending: PendingResets
  var suspectSYNs: [Int: Segment] = [:]
  /// Zeek's view of each place's flow, while ``followsRecords``.
  var records: ContiguousArray<ZeekConnection> = []
  var earlierRecords: [Int: [ZeekRecord]] = [:]
  /// Earlier flows between the endpoints of a place's flow.
  var predecessors: FlowEntry.Predecessors = [:]
  var nextFinal = Timestamp(nanoseconds: .max)

  /// An empty table.
  public init(_ options: Options = Options()) {
    self.options = options
    entries = Slab(capacity: options.maximumFlows)
    overFlows = RingQueue(capacity: options.maximumFlows)
    pending = PendingResets(capacity: options.maximumPendingResets, interest: options.interest)
  }

  /// Shows each reset that nobody was shown yet, in the order in which they become final, with what is known so far of what
  /// followed it.
  ///
  /// Here they still lie in the cache: the place to judge them. Those of which more becomes known are shown again by
  /// ``visitChanges(_:)``.
  public mutating func visitNews(_ body: (borrowing ResetView) -> Void) {
    guard pending.newsCount > 0 else { return }
    for mark in pending.freshMarks { show(mark, body) }
    pending.removeNews()
  }

  /// Shows each reset of whose aftermath more became known since it was shown, within ``Options/interest``; `offset` counts
  /// from the oldest one that was not drained. To be called before every ``removeDrained()``, and not much more often, for
  /// what follows a reset comes bit by bit.
  public mutating func visitChanges(_ body: (_ offset: Int, _ reset: borrowing ResetView) -> Void) {
    guard !pending.changed.isEmpty else { return }
    for (position, mark) in pending.changed.enumerated() {
      if position + Self.ahead < pending.changed.count { pending.prefetch(pending.changed[position + Self.ahead]) }
      let offset = pending.offset(of: mark)
      show(mark) { body(offset, $0) }
    }
    pending.removeChanges()
  }

  /// So many resets before they are put together, their memory is asked for.
  private static let ahead = 4

  /// How many resets are final and were not drained yet.
  public var finalResetCount: Int { pending.finalCount }

  /// Shows each final reset that was not drained yet.
  public mutating func visitFinalResets(_ body: (borrowing Reset) -> Void) {
    var room = Reset.none
    for mark in pending.finalMarks {
      make(&room, mark)
      body(room)
    }
  }

  /// Whether final resets, and the flows that hold one, are still wanted whole. If not, nothing is kept that neither
  /// their aftermath nor ``Options/Wanted/all`` needs.
  public var keepsResets = true {
    didSet { if !followsRecords { records = [] } }
  }

  /// Shows, once, the memory set aside for flows and for resets when a megabyte of it is in use, so that the caller
  /// can ask for large pages (`man 2 madvise`, MADV_HUGEPAGE): in hundreds of thousands of flows, to find a page is a good
  /// part of the work. Not before, for large pages waste what small captures leave unused.
  public mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe entries.showGrownMemory(body)
    unsafe overFlows.showGrownMemory(body)
    unsafe pending.showGrownMemory(body)
  }

  /// Joins an ICMP error to its flow.
  public mutating func track(_ error: ICMPError) {
    flush()
    if error.time > now { now = error.time }
    if nextFinal <= now { releaseResets() }
    var fromLow = false
    let key = FlowKey(error.quotedTuple, seed: seed, isForward: &fromLow)
    guard let place = index.place(hash: key.hash, where: { entries[$0].key.matches(key) }) else {
      icmpErrors.append(FlowICMPError(error: error))
      return
    }
    let entry = entries[place]
    let (recipient, other) = (entry[isLow: fromLow].peer, entry[isLow: !fromLow].peer)
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
      guard finishedPlaces < entries.bound else { return false }
      entries.prefetch(finishedPlaces &+ Self.finishedSoon)
      if entries[finishedPlaces].isLive { handOut(finishedPlaces) }
      finishedPlaces += 1
    }
    return true
  }

  /// So many flows before one is ended, its memory is asked for.
  private static let finishedSoon = 12

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
    nextFinal = pending.firstTime.map { Self.final($0) } ?? Timestamp(nanoseconds: .max)
  }

  /// When a RST of that time is final.
  static func final(_ time: Timestamp) -> Timestamp {
    let (sum, overflow) = time.nanoseconds.addingReportingOverflow(patience)
    return Timestamp(nanoseconds: overflow ? .max : sum)
  }
}
