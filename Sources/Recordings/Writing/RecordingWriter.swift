public import CaptureFiles
public import Host
public import Wire

/// Makes a recording: packets, calls and kernel events in one pcapng file, in one order.
///
/// Feed it the packets in capture order; calls and events take their places between them, by their row number where
/// they have one, else by time. A packet whose rows were numbered with them keeps its number.
public struct RecordingWriter {
  /// The words that a recording bears for people, made by whoever judges.
  public struct Words {
    /// The comments on a frame: the verdict on a RST.
    public var comments: (FrameID) -> [String]
    /// What follows a call's line: ` ← frame 12, RST by 127.0.0.1:80: …`.
    public var explanation: (CallRecord) -> String

    /// Chooses words; none by default.
    public init(
      comments: @escaping (FrameID) -> [String] = { _ in [] },
      explanation: @escaping (CallRecord) -> String = { _ in "" }
    ) {
      self.comments = comments
      self.explanation = explanation
    }
  }

  private var writer: PcapngWriter
  private var interfaces: [InterfaceKey: UInt32] = [:]
  private var pending: ArraySlice<Row>
  private let words: Words

  /// An interface of one source.
  private struct InterfaceKey: Hashable {
    var source: Int
    var interface: UInt32
    var linkType: LinkType
  }

  /// Starts a recording that will hold these calls and events.
  public init(
    section: SectionHeader, calls: [CallRecord] = [], kernelEvents: [KernelEvent] = [], words: Words = Words()
  ) {
    writer = PcapngWriter(section: section)
    self.words = words
    let rows = calls.map(Row.call) + kernelEvents.map(Row.event)
    pending =
      rows.enumerated().sorted { left, right in
        left.element < right.element || (!(right.element < left.element) && left.offset < right.offset)
      }.map(\.element)[...]
  }

  /// Adds the next packet of the capture, after every call and event that stands before it.
  ///
  /// - Parameter interface: Describes the packet's interface when it is first met.
  public mutating func add(_ frame: Frame, bytes: RawSpan, interface: (Frame) -> CaptureInterface = Self.unnamed) {
    while let row = pending.first, row.precedes(frame) {
      write(row)
      pending.removeFirst()
    }
    writer.addPacket(
      time: frame.time, interface: number(of: frame, interface), originalLength: frame.originalLength, bytes: bytes,
      comments: words.comments(frame.id))
  }

  /// Adds the next packet of the capture, as ``add(_:bytes:interface:)-(_,RawSpan,_)`` does.
  public mutating func add(_ frame: Frame, bytes: [UInt8], interface: (Frame) -> CaptureInterface = Self.unnamed) {
    add(frame, bytes: unsafe bytes.span.bytes, interface: interface)
  }

  /// Adds a journal entry of somebody else, as it stood between the packets.
  public mutating func add(_ entry: JournalEntry) { writer.addJournalEntry(entry) }

  /// Adds the calls and events that are left, and how many packets the capture lost, where that is known.
  public mutating func finish(dropped: Int? = nil, at time: Timestamp = Timestamp(nanoseconds: 0)) {
    for row in pending { write(row) }
    pending = []
    guard let dropped, writer.interfaceCount > 0 else { return }
    writer.addStatistics(InterfaceStatistics(interface: 0, droppedBySystem: UInt64(clamping: dropped)), time: time)
  }

  /// What was written since this was last asked.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }

  /// An interface of which only the link type is known.
  public static func unnamed(_ frame: Frame) -> CaptureInterface { CaptureInterface(linkType: frame.linkType) }

  private mutating func write(_ row: Row) {
    switch row {
    case .call(let call): writer.addJournalEntry(call.journalEntry(explanation: words.explanation(call)))
    case .event(let event): writer.addJournalEntry(event.journalEntry())
    }
  }

  private mutating func number(of frame: Frame, _ describe: (Frame) -> CaptureInterface) -> UInt32 {
    let key = InterfaceKey(source: frame.id.source, interface: frame.interface, linkType: frame.linkType)
    if let number = interfaces[key] { return number }
    let number = writer.addInterface(describe(frame))
    interfaces[key] = number
    return number
  }
}

/// A row that is no packet.
private enum Row {
  case call(CallRecord)
  case event(KernelEvent)

  var frame: FrameID? {
    switch self {
    case .call(let call): call.frame
    case .event(let event): event.frame
    }
  }

  var time: Timestamp {
    switch self {
    case .call(let call): call.timelineTime
    case .event(let event): event.time
    }
  }

  func precedes(_ packet: Frame) -> Bool {
    if let frame { return frame < packet.id }
    return time < packet.time
  }

  /// Numbered rows by number and before the others, which come by time.
  static func < (left: Row, right: Row) -> Bool {
    switch (left.frame, right.frame) {
    case (let a?, let b?): a < b
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.time < right.time
    }
  }
}
