public import Host

/// Reads the text of a tracefs instance into kernel events; pure, fed in pieces of any size.
///
/// Stacks of the `stacktrace` trigger are joined to the `tcp_send_reset` of the same thread and processor before them; an
/// interrupt may put an event with its stack between the two, so that the last to wait is the first to be served.
public struct TraceText: Sendable {
  /// What a kernel event's time is measured from: added to the instance's clock it gives the capture's.
  public var offset: MonotonicOffset
  /// Events that the kernel itself reports as lost.
  public private(set) var lost = 0
  private var events: [KernelEvent] = []
  private var due: Set<Int> = []
  private var partial = ""
  private var stackOwner: Int?
  /// Events that wait for their stacks, by thread and processor.
  private var awaiting: [Substring: [Int]] = [:]

  /// A reader for an instance with `trace_clock` mono.
  public init(offset: MonotonicOffset) { self.offset = offset }

  /// Takes a piece of text; a line that it cuts is kept for the next piece.
  public mutating func add(_ text: String) {
    partial += text
    var lines = partial.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    for line in lines { add(line: line) }
    // A line without end is no trace line: hostile text must not grow without bound.
    partial = rest.utf8.count > 65_536 ? "" : String(rest)
  }

  /// Makes everything read so far due: an event whose stack has not come yet is given out without it, the next time.
  public mutating func makeDue() { due = Set(awaiting.values.joined()) }

  /// Whether something that is due still waits for its stack.
  public var isWaiting: Bool { awaiting.values.joined().contains(where: due.contains) }

  /// The events read since the last time. One whose stack has not come yet is held back, unless it is due.
  public mutating func takeEvents() -> [KernelEvent] {
    let waiting = Set(awaiting.values.joined()).subtracting(due)
    var taken: [KernelEvent] = []
    var kept: [KernelEvent] = []
    var places: [Int: Int] = [:]
    for (index, event) in events.enumerated() {
      if waiting.contains(index) {
        places[index] = kept.count
        kept.append(event)
      } else {
        taken.append(event)
      }
    }
    awaiting = awaiting.mapValues { $0.compactMap { places[$0] } }.filter { !$0.value.isEmpty }
    stackOwner = nil
    due = []
    events = kept
    return taken
  }

  private mutating func add(line: Substring) {
    if line.hasPrefix(" => ") {
      if let owner = stackOwner { events[owner].stack.append(Self.symbol(line.dropFirst(4))) }
      return
    }
    stackOwner = nil
    if line.contains("[LOST ") { return countLost(line) }
    guard let line = TraceLine(line) else { return }
    if line.name == "<stack trace>" {
      stackOwner = awaiting[Self.place(line)]?.popLast()
      return
    }
    guard let event = KernelEvent(line, offset: offset) else { return }
    events.append(event)
    if event.name == .sendReset { awaiting[Self.place(line), default: []].append(events.count - 1) }
  }

  private static func place(_ line: TraceLine) -> Substring { "\(line.thread)\(line.processor)" }

  /// `tcp_send_active_reset+0x7b/0x1a0` without its offset.
  private static func symbol(_ text: Substring) -> String {
    String(text.prefix { $0 != "+" && $0 != " " })
  }

  /// `CPU:1 [LOST 12 EVENTS]`.
  private mutating func countLost(_ line: Substring) {
    let words = line.split(separator: " ")
    guard let index = words.firstIndex(of: "[LOST"), index + 1 < words.count else { return }
    lost += Int(words[index + 1]) ?? 1
  }
}
