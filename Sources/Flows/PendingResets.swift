import Wire

/// Resets whose aftermath may still change, in capture order: a queue whose places are named by a running number.
///
/// As long as nothing follows a RST in its flow, the flow itself still shows how both sides stood before it, so that
/// only what the flow does not hold is queued. When something follows, the whole reset is saved beside the queue.
struct PendingResets: ~Copyable {
  /// Names a pending reset; 0 names none. Counts resets, modulo 2³².
  typealias Mark = UInt32

  /// Places named by the low bits of the marks; those below ``size``, a power of two, are in use.
  private var items: Slab<Item>
  private var size = 64
  /// When those that may still change were captured: asked for more often than the rest, and read in a row.
  private var times = RingQueue<Timestamp>()
  /// The whole of those that something followed.
  private var saved: Slab<Reset>
  /// The oldest one's number, and the number that the next one gets.
  private var head: Mark = 1
  private var tail: Mark = 1
  /// Those before this one are final and wait to be drained.
  private var open: Mark = 1
  /// Those from this one on were not shown to anybody yet.
  private var fresh: Mark = 1
  /// Those of which more became known since they were shown.
  private(set) var changed: ContiguousArray<Mark> = []

  /// A RST, and what its flow forgets of it.
  struct Item: BitwiseCopyable {
    var segment: Segment
    /// The segment that it answers, and the silence before that in nanoseconds.
    var provokedBy: SegmentSummary
    var quiet: Int64
    /// The latest RSTs of its own side and of the other one before it.
    var earlier: SegmentSummary
    var opposing: SegmentSummary
    /// The RST before it from the same side of the same flow.
    var previous: Mark
    /// Where its flow lies.
    var place: Int32
    /// Where the whole reset was saved; -1 if it was not.
    var saved: Int32 = -1
    /// What it changed in its flow.
    var effect: Peer.ResetEffect
    /// Whether the lower endpoint sent it.
    var fromLow: Bool
    /// Whether its sender had ended the connection by a RST,ACK before.
    var followsAbort: Bool
    /// Whether it is among ``PendingResets/changed``.
    var isChanged = false
  }

  /// Room for `capacity` resets that may still change, and for as many again that are final; more of these find room too.
  init(capacity: Int) {
    var room = size
    while room < capacity { room *= 2 }
    items = Slab(capacity: room)
    items.extend(to: size)
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

  /// Adds a reset and names it.
  @inline(__always)
  mutating func append(_ item: Item) -> Mark {
    if Int(tail &- head) == size { grow() }
    items[position(tail)] = item
    times.append(item.segment.time)
    defer { tail &+= 1 }
    return tail
  }

  /// Room to save the whole of a reset in, undefined until it is written.
  subscript(savedFor mark: Mark) -> Reset {
    get { self[saved: mark] }
    _modify {
      let place = saved.claim()
      self[mark].saved = Int32(truncatingIfNeeded: place)
      yield &saved[place]
    }
  }

  /// Whether something followed it, so that the whole of it was saved.
  @inline(__always)
  func isSaved(_ mark: Mark) -> Bool { self[mark].saved >= 0 }

  /// The whole of a reset that was saved.
  @inline(__always)
  subscript(saved mark: Mark) -> Reset {
    _read { yield saved[Int(self[mark].saved)] }
    _modify { yield &saved[Int(self[mark].saved)] }
  }

  /// Shows, once, the memory of resets when much of it is in use.
  mutating func showGrownMemory(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    unsafe items.showGrownMemory(body)
    unsafe saved.showGrownMemory(body)
  }

  /// Makes the oldest one that may still change final; does nothing if there is none.
  mutating func closeFirst() { if times.popFirst() != nil { open &+= 1 } }

  /// Forgets the final ones, and what changed but was not shown.
  mutating func removeFinal() {
    removeChanges()
    while head != open {
      let place = self[head].saved
      if place >= 0 { saved.remove(Int(place)) }
      head &+= 1
    }
  }

  /// All were shown.
  mutating func removeNews() { fresh = tail }

  /// Notes that more is known of one that was saved than was, or will first be, shown.
  @inline(__always)
  mutating func noteChange(_ mark: Mark) {
    guard !self[mark].isChanged else { return }
    self[mark].isChanged = true
    changed.append(mark)
  }

  /// All that changed were shown.
  mutating func removeChanges() {
    for mark in changed { self[mark].isChanged = false }
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
    _read { yield items[position(mark)] }
    _modify { yield &items[position(mark)] }
  }

  /// Whether the receiver of a saved reset stood at these numbers before it.
  func isBefore(_ mark: Mark, acknowledged: SequenceNumber, next: SequenceNumber) -> Bool {
    let place = Int(self[mark].saved)
    return saved[place].receiver.acknowledged == acknowledged && saved[place].receiver.nextSequenceNumber == next
  }

  /// What came after a reset that was saved.
  subscript(aftermathOf mark: Mark) -> Reset.Aftermath {
    _read { yield saved[Int(self[mark].saved)].aftermath }
    _modify {
      noteChange(mark)
      yield &saved[Int(self[mark].saved)].aftermath
    }
  }

  @inline(__always)
  private func position(_ mark: Mark) -> Int { Int(mark) & (size &- 1) }

  /// Doubles the places; only what has got another place moves. Memory that was used once is cheap, other memory is not.
  @inline(never)
  private mutating func grow() {
    let old = size
    size *= 2
    items.extend(to: size)
    for mark in MarkRange(first: head, end: tail) where Int(mark) & old != 0 {
      items[position(mark)] = items[Int(mark) & (old - 1)]
    }
  }
}
