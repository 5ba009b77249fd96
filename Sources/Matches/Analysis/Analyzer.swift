internal import Causes
public import Flows
public import Host
public import Wire

/// The road from segments to findings: follows flows, judges resets, joins them with calls and kernel events.
///
/// Pure: it reads no file and no clock. Feed it in time order, then call ``finish()`` once. Several analyzers may
/// share a capture, each seeing all segments of its flows; ``Findings/merge(_:)`` makes their work one, and
/// ``Findings/joinWitnesses()`` then brings in calls and kernel events that no analyzer was given.
public struct Analyzer: ~Copyable {
  private var table: FlowTable
  private var findings = Findings()
  private var counter = TallyCounter()
  private let options: Options
  private var failures: FailureCollector
  /// Notes on the resets that are not final yet, in the order in which they will be.
  private var notes: RingQueue<ResetNote>
  private var precedents = Precedents()
  /// What the resets that are being judged add to the patterns of many.
  private var traces: ContiguousArray<PatternAccumulator.Trace> = []
  private var drained: [Match] = []
  private var drainedFlows: [Flow] = []
  /// The flows of the resets that ``Options/causes`` chose and that were kept.
  private var chosenFlows: Set<FrameID> = []
  private var payloads: [FrameID: ResetPayload] = [:]
  private var untilDrain = Self.drainInterval
  private var witnessText = 0
  private var keepsLadder: Bool

  /// Segments between two looks at what became final: often enough to keep queues short, seldom enough to cost nothing.
  private static let drainInterval = 2048

  /// An analyzer that has seen nothing.
  public init(options: Options = Options()) {
    self.options = options
    table = FlowTable(options.forTable)
    notes = RingQueue(capacity: options.table.maximumPendingResets)
    failures = FailureCollector(limit: options.failureLimit)
    table.keepsResets = options.matches.limit > 0 || options.causes != nil
    keepsLadder = options.ladderLimit > 0
    findings.hasAllKernelEvents = options.hasAllKernelEvents
  }

  /// Takes one segment of the capture.
  public mutating func add(_ segment: Segment) {
    took(1, hasNews: table.track(segment))
    if keepsLadder { keepForLadder(segment) }
  }

  /// Takes several segments of the capture: the swift road through a large one.
  public mutating func add(_ segments: Span<Segment>) {
    var left = segments
    while !left.isEmpty {
      let batch = left.extracting(first: FlowTable.batchSize)
      left = left.extracting(droppingFirst: FlowTable.batchSize)
      FlowTable.prefetch(left.extracting(first: FlowTable.batchSize))
      took(batch.count, hasNews: table.track(batch))
      if keepsLadder { for position in batch.indices { keepForLadder(batch[position]) } }
    }
  }

  @inline(__always)
  private mutating func took(_ count: Int, hasNews: Bool) {
    if hasNews { Self.judgeNews(of: &table, &notes, &precedents, &traces, &findings.patterns) }
    untilDrain -= count
    if untilDrain <= 0 { drain() }
  }

  /// Keeps what the payload of a RST says until the RST is judged; to be called before ``add(_:)`` with the same
  /// segment. `bytes` are its frame's.
  public mutating func keepPayload(of reset: Segment, in bytes: RawSpan) {
    keepPayload(Self.payload(of: reset, in: bytes), of: reset.frame)
  }

  /// As ``keepPayload(of:in:)``, with what ``payload(of:in:)`` took of the frame while it was there.
  public mutating func keepPayload(_ payload: [UInt8], of reset: FrameID) {
    guard drained.count < options.matches.limit, payloads.count < Self.payloadLimit else { return }
    payloads[reset] = ResetPayload(payload)
  }

  /// As much of a RST's payload as is looked at.
  public static func payload(of reset: Segment, in bytes: RawSpan) -> [UInt8] {
    reset.payload(in: bytes, limit: ResetPayload.byteLimit)
  }

  /// The most payloads that wait at once: RSTs with payload are rare, and a flood of them is not worth the memory.
  private static let payloadLimit = 1 << 12

  /// Takes one ICMP error of the capture.
  public mutating func add(_ error: ICMPError) {
    table.track(error)
    took(1, hasNews: false)
    if findings.icmpErrors.count < options.ladderLimit { findings.icmpErrors.append(error) }
  }

  /// Takes one call of an application.
  public mutating func add(_ call: CallRecord) {
    guard hasRoomForWitness(call.textLength) else { return }
    findings.calls.append(call)
  }

  /// Takes one event of the kernel.
  public mutating func add(_ event: KernelEvent) {
    guard hasRoomForWitness(event.textLength) else { return }
    findings.kernelEvents.append(event)
  }

  /// Recordings hold thousands of calls and events; more than a million, or such as are all text, are an attack on memory.
  private mutating func hasRoomForWitness(_ textLength: Int) -> Bool {
    witnessText += textLength
    let count = findings.calls.count + findings.kernelEvents.count
    if count < Self.witnessLimit, witnessText <= Self.witnessTextLimit { return true }
    findings.forgottenWitnesses += 1
    return false
  }

  /// The most calls and kernel events that are kept, and the most bytes of their names and flags together.
  private static let (witnessLimit, witnessTextLimit) = (1 << 20, 1 << 27)

  /// Shows, once, large memory that came into use; see ``FlowTable/showGrownMemory(_:)``.
  public mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe table.showGrownMemory(body)
    unsafe notes.showGrownMemory(body)
  }

  /// Tells that capture time has come this far, where packets that are no TCP say so.
  public mutating func advance(to time: Timestamp) { table.advance(to: time) }

  /// The matches that became final since the last drain, for a report that streams; they are not kept.
  ///
  /// Judged by packets alone: calls and kernel events are joined at the end.
  public mutating func drainMatches() -> [Match] {
    drain()
    defer { drained.removeAll(keepingCapacity: true) }
    return drained
  }

  /// The flows that ended since the last drain, for a report that streams; they are not kept.
  public mutating func drainFlows() -> [Flow] {
    drain()
    defer { drainedFlows.removeAll(keepingCapacity: true) }
    return drainedFlows
  }

  /// Ends some of the flows, so that a report that streams can drain in between; false when nothing is left.
  public mutating func finishPart() -> Bool {
    let hasMore = table.finishPart()
    drain()
    return hasMore
  }

  /// Ends every flow and joins the witnesses that were added.
  public mutating func finish() -> Findings {
    while finishPart() {}
    swap(&findings.matches, &drained)
    swap(&findings.flows, &drainedFlows)
    findings.matches.order { $0.id }
    findings.flows.order { $0.id }
    (findings.failures, findings.failuresNotKept) = (failures.failures, failures.notKept)
    findings.flowPatterns.order { $0.flow }
    findings.silentFlows = failures.silentFlows
    findings.tally = counter.tally
    findings.tally.count(failures.counts)
    findings.flowCount = table.flowCount
    findings.matchesNotKept = findings.tally.resets - findings.matches.count
    findings.forgottenFlows = table.forcedOut
    findings.recognizePatterns()
    findings.joinWitnesses()
    return findings
  }

  /// Judges what became final.
  private mutating func drain() {
    untilDrain = Self.drainInterval
    table.flush()
    Self.judgeNews(of: &table, &notes, &precedents, &traces, &findings.patterns)
    Self.judgeChanges(of: &table, &notes, &precedents)
    takeFinal()
    for error in table.icmpErrors { failures.add(error) }
    for flow in table.silentFlows { failures.add(flow) }
    for flow in table.quietFlows { look(at: flow) }
    if !table.flows.isEmpty { takeFlows() }
    table.removeDrained()
  }

  /// Where causes choose the resets, the flows without a chosen one are not worth their memory.
  private mutating func takeFlows() {
    let wantsAll = options.causes == nil || options.flows == .all
    for flow in table.flows where wantsAll || chosenFlows.contains(flow.id) {
      if drainedFlows.count < options.flowLimit { drainedFlows.append(flow) } else { findings.flowsNotKept += 1 }
    }
  }

  /// What a flow that fell silent looks like.
  private mutating func look(at flow: QuietFlow) {
    guard options.causes == nil, let name = TamperingSignature.match(flow) else { return }
    counter.count(name)
    guard findings.flowPatterns.count < Findings.flowPatternLimit else { return }
    let frames = [flow.flow, flow.originator.lastFrame].compactMap { $0 }
    let pattern = Pattern(name: name.name, statement: name.statement(of: flow), frames: frames)
    findings.flowPatterns.append(FlowPattern(flow: flow.flow, tuple: flow.tuple, pattern: pattern))
  }

  /// Judges the resets that have just come, by what is known so far.
  private static func judgeNews(
    of table: inout FlowTable, _ notes: inout RingQueue<ResetNote>, _ precedents: inout Precedents,
    _ traces: inout ContiguousArray<PatternAccumulator.Trace>, _ patterns: inout PatternAccumulator
  ) {
    var count = 0
    table.visitNews { reset in
      if count == traces.count { traces.append(PatternAccumulator.Trace()) }
      if traces[count].take(reset) { count += 1 }
      notes.append { $0.take(reset, &precedents) }
    }
    for position in 0..<count {
      if position + ahead < count { patterns.prefetch(traces[position + ahead]) }
      patterns.add(traces[position])
    }
  }

  /// So many traces before they are added, their memory is asked for.
  private static let ahead = 8

  /// Judges again the resets of which more became known.
  private static func judgeChanges(
    of table: inout FlowTable, _ notes: inout RingQueue<ResetNote>, _ precedents: inout Precedents
  ) {
    table.visitChanges { offset, reset in notes.replace(offset) { $0.take(reset, &precedents) } }
  }

  /// Counts the resets that are final, and keeps as many of them as are wanted.
  private mutating func takeFinal() {
    if let causes = options.causes { return takeFinal(of: causes) }
    if drained.count < options.matches.limit { keepFinal() }
    counter.countFirst(table.finalResetCount, of: &notes)
  }

  /// The same for those whose verdict holds one of `causes`.
  private mutating func takeFinal(of causes: CauseSet) {
    table.visitFinalResets { reset in
      let note = notes.popFirst()
      let payload = Self.takePayload(of: reset, from: &payloads)
      guard let note, !Weighing(reset).survivors.isDisjoint(with: causes) else {
        findings.resetsOfOtherCauses += 1
        return
      }
      counter.count(note)
      if Self.keep(reset, with: payload, in: &drained, limit: options.matches.limit) { chosenFlows.insert(reset.flow) }
    }
  }

  private mutating func keepFinal() {
    Self.keepFinal(of: &table, &drained, &payloads, limit: options.matches.limit)
    guard drained.count >= options.matches.limit else { return }
    table.keepsResets = false
    payloads = [:]
  }

  private static func keepFinal(
    of table: inout FlowTable, _ drained: inout [Match], _ payloads: inout [FrameID: ResetPayload], limit: Int
  ) {
    table.visitFinalResets { reset in
      _ = keep(reset, with: takePayload(of: reset, from: &payloads), in: &drained, limit: limit)
    }
  }

  /// What the payload of a RST says, where one waits to be judged with it.
  private static func takePayload(of reset: Reset, from payloads: inout [FrameID: ResetPayload]) -> ResetPayload? {
    payloads.isEmpty ? nil : payloads.removeValue(forKey: reset.segment.frame)
  }

  /// Keeps the match of a final reset; false where there is no room for it.
  private static func keep(
    _ reset: Reset, with payload: ResetPayload?, in drained: inout [Match], limit: Int
  ) -> Bool {
    guard drained.count < limit else { return false }
    var match = Match(reset)
    match.payload = payload
    drained.append(match, of: limit)
    return true
  }

  /// Keeps the segments of a small capture; the first one too many frees them all.
  private mutating func keepForLadder(_ segment: Segment) {
    if findings.segments.count < options.ladderLimit {
      findings.segments.append(segment, of: options.ladderLimit)
    } else {
      findings.segments = []
      keepsLadder = false
    }
  }
}
