import Wire

/// Resets whose aftermath may still change, in capture order: a queue whose places are named by a running number.
///
/// As long as only RSTs follow a RST in its flow, the flow itself still shows how both sides stood before it, so that
/// only what the flow does not hold is queued. When something else follows, how they stood is saved beside the queue. The
/// memory of all that is far larger than a cache, so what is written of each reset is kept small.
struct PendingResets: ~Copyable {
  /// Names a pending reset; 0 names none. Counts resets, modulo 2³².
  typealias Mark = UInt32

  var items: MarkedRing<Item>
  private(set) var states: MarkedRing<State>
  /// When those that may still change were captured: asked for more often than the rest, and read in a row.
  private var times: RingQueue<Timestamp>
  /// How both sides stood before those that something followed.
  var saved: Slab<Saved>
  /// The oldest one's number, and the number that the next one gets.
  private var head: Mark = 1
  private var tail: Mark = 1
  /// Those before this one are final and wait to be drained.
  private var open: Mark = 1
  /// Those from this one on were not shown to anybody yet.
  private var fresh: Mark = 1
  /// Which parts of an aftermath make a change.
  private let interest: Reset.Aftermath.Parts
  /// Those of which more became known since they were shown.
  private(set) var changed: ContiguousArray<Mark> = []

  /// Room for `capacity` resets that may still change, and for as many again that are final; more of these find room too.
  init(capacity: Int, interest: Reset.Aftermath.Parts) {
    self.interest = interest
    items = MarkedRing(capacity: capacity)
    states = MarkedRing(capacity: capacity)
    times = RingQueue(capacity: capacity)
    saved = Slab(capacity: 2 * capacity)
  }

  /// Resets that may still change.
  var count: Int { Int(tail &- open) }

  /// Resets that are final and were not drained yet.
  var finalCount: Int { Int(open &- head) }

  /// Resets that nobody was shown yet.
  @inline(__always)
  var newsCount: Int { Int(tail &- fresh) }

  /// How many came before it that were not drained yet.
  func offset(of mark: Mark) -> Int { Int(mark &- head) }

  /// When the oldest one that may still change was captured.
  var firstTime: Timestamp? { times.first }

  /// Those that are final.
  var finalMarks: MarkRange { MarkRange(first: head, end: open) }

  /// Those that nobody was shown yet.
  var freshMarks: MarkRange { MarkRange(first: fresh, end: tail) }

  /// Consecutive marks.
  struct MarkRange: Sequence, IteratorProtocol {
    var first: Mark
    let end: Mark
    mutating func next() -> Mark? {
      guard first != end else { return nil }
      defer { first &+= 1 }
      return first
    }
  }

  /// Adds a reset of that time and names it; `write` finds anything in its place and must write all of it that counts.
  @inline(__always)
  mutating func append(at time: Timestamp, _ write: (inout Item) -> Void) -> Mark {
    items.makeRoom(from: head, to: tail)
    states.makeRoom(from: head, to: tail)
    write(&items[tail])
    states[tail] = State()
    items.prefetch(tail &+ 2)
    times.append(time)
    defer { tail &+= 1 }
    return tail
  }

  /// Saves what a flow shows of its latest reset.
  mutating func save(
    _ latest: FlowEntry.UnsavedReset, _ entry: inout FlowEntry, _ predecessors: FlowEntry.Predecessors
  ) {
    let place = claimSaved(latest.mark)
    let predecessor = predecessor(of: latest.mark, &entry, predecessors)
    Self.write(latest, &entry, predecessor, over: &saved[place])
  }

  @inline(__always)
  private static func write(
    _ latest: FlowEntry.UnsavedReset, _ entry: inout FlowEntry, _ predecessor: FlowEntry.Predecessor?,
    over saved: inout Saved
  ) {
    entry.copySides(latest.fromLow, to: &saved.sender, &saved.receiver)
    saved.sender.undo(latest.effect, other: &saved.receiver)
    saved.take(entry, predecessor, fromLow: latest.fromLow, previous: latest.previous)
  }

  /// Saves what a flow shows of one of its resets; `latest` is the latest of them.
  mutating func save(_ mark: Mark, latest: Mark, _ entry: inout FlowEntry, _ predecessors: FlowEntry.Predecessors) {
    let place = claimSaved(mark)
    let predecessor = predecessor(of: mark, &entry, predecessors)
    Self.write(items, mark, latest, &entry, predecessor, over: &saved[place])
  }

  @inline(__always)
  private static func write(
    _ items: borrowing MarkedRing<Item>, _ mark: Mark, _ latest: Mark, _ entry: inout FlowEntry,
    _ predecessor: FlowEntry.Predecessor?, over saved: inout Saved
  ) {
    let fromLow = items[mark].fromLow
    entry.copySides(fromLow, to: &saved.sender, &saved.receiver)
    items.undo(from: latest, to: mark, &saved.sender, &saved.receiver)
    saved.take(entry, predecessor, fromLow: fromLow, previous: items[mark].previous)
  }

  /// The earlier incarnation of the flow that a reset belongs to.
  @inline(__always)
  func predecessor(
    of mark: Mark, _ entry: inout FlowEntry, _ all: FlowEntry.Predecessors
  ) -> FlowEntry.Predecessor? {
    entry.hasPredecessor ? all[Int(items[mark].place)] : nil
  }

  /// Saves the same as of another one.
  mutating func save(_ mark: Mark, as other: Saved) { saved[claimSaved(mark)] = other }

  private mutating func claimSaved(_ mark: Mark) -> Int {
    let place = saved.claim()
    saved.prefetchNext(after: Self.savedAhead)
    states[mark].saved = Int32(truncatingIfNeeded: place)
    return place
  }

  /// So many resets before one is saved, the memory for it is asked for.
  private static let savedAhead = 3

  /// Whether something else than RSTs followed it, so that it was saved how both sides stood.
  @inline(__always)
  func isSaved(_ mark: Mark) -> Bool { states[mark].saved >= 0 }

  /// What its flow showed of a reset that was saved.
  @inline(__always)
  subscript(saved mark: Mark) -> Saved {
    _read { yield saved[Int(states[mark].saved)] }
    _modify { yield &saved[Int(states[mark].saved)] }
  }

  /// Shows, once, the memory of resets when much of it is in use.
  mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe items.showGrownMemory(body)
    unsafe saved.showGrownMemory(body)
    unsafe states.showGrownMemory(body)
    unsafe times.showGrownMemory(body)
  }

  /// Makes the oldest one that may still change final; does nothing if there is none.
  mutating func closeFirst() {
    guard times.popFirst() != nil else { return }
    times.prefetch(Self.ahead)
    open &+= 1
  }

  /// So many resets before it is asked whether one is final, the memory of its time is asked for.
  private static let ahead = 16

  /// Forgets the final ones, and what changed but was not shown.
  mutating func removeFinal() {
    removeChanges()
    for mark in finalMarks {
      let place = states[mark].saved
      if place >= 0 { saved.remove(Int(place)) }
    }
    head = open
  }

  /// All were shown.
  mutating func removeNews() { fresh = tail }

  /// Notes that these parts of one's aftermath became known, unless they will be shown with it first or are of no interest.
  @inline(__always)
  mutating func noteChange(_ mark: Mark, _ parts: Reset.Aftermath.Parts) {
    guard !interest.isDisjoint(with: parts), !isFresh(mark), !states[mark].isChanged else { return }
    states[mark].isChanged = true
    changed.append(mark)
  }

  /// All that changed were shown.
  mutating func removeChanges() {
    for mark in changed { states[mark].isChanged = false }
    changed.removeAll(keepingCapacity: true)
  }

  /// Whether it may still change.
  @inline(__always)
  func contains(_ mark: Mark) -> Bool { mark != 0 && mark &- open < tail &- open }

  /// Whether it is still here, final or not.
  func holds(_ mark: Mark) -> Bool { mark != 0 && mark &- head < tail &- head }

  /// Whether it is here and nobody was shown it yet.
  func isFresh(_ mark: Mark) -> Bool { mark != 0 && mark &- fresh < tail &- fresh }

  /// The queued part of a reset that is still here.
  @inline(__always)
  subscript(mark: Mark) -> Item {
    _read { yield items[mark] }
    _modify { yield &items[mark] }
  }

  /// Asks for the memory of a reset that will be put together soon.
  @inline(__always)
  func prefetch(_ mark: Mark) {
    items.prefetch(mark)
    saved.prefetch(Int(states[mark].saved))
  }
}
