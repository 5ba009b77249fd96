public import Wire

/// Pulls frames and other items out of the bytes of a pcap or pcapng file.
///
/// It holds no bytes: each call is shown a window of the file, the whole file or a refilled buffer, and says whether it
/// needs more. Everything before damage is delivered; then the damage is thrown, with its offset.
public struct CaptureParser: Sendable {
  /// What a call came to.
  public enum Step: Sendable {
    /// The next item.
    case item(CaptureItem)
    /// The window must hold so many bytes from ``CaptureParser/offset`` on.
    case needsMore(Int)
    /// The file is at its end, whole.
    case end
  }

  /// The limits of ``maximumPacketLength(_:)`` for most link types, as in libpcap and Wireshark.
  public static let maximumPacketLength = 262_144
  /// Blocks that must be in memory at once are no longer than this; others are skipped at any length.
  public static let maximumBlockLength = 16 << 20
  /// More interface descriptions than this are an attack on memory.
  public static let maximumInterfaces = 65_536
  /// So many of them are described in words; of the others only what reading their packets needs is kept.
  static let maximumDescriptions = 1024

  /// Where in the file the next unread byte is.
  public internal(set) var offset = 0
  /// What kind of file it is, known after the first item.
  public internal(set) var format: CaptureFormat?
  /// All interfaces described so far, over all sections.
  public internal(set) var interfaces: [CaptureInterface] = []
  /// What the last section header said of the machine and the program that wrote it.
  public internal(set) var section = SectionHeader()
  /// Rows delivered so far, as Wireshark counts them.
  public internal(set) var rows = 0

  let source: Int
  var state = State.start
  @usableFromInline var isSwapped = false
  /// pcap: what a sub-second unit is in nanoseconds, and the length of a record's header.
  var unit: Int64 = 1000
  var recordHeaderLength = 16
  /// Some old pcap writers put the two lengths the other way round.
  var lengthOrder = LengthOrder.normal
  /// pcapng: where the current section's interfaces begin, and what reading a packet needs of each interface.
  var firstInterface = 0
  var clocks: [InterfaceClock] = []
  /// Where the block begins that was stepped over last, and how long it claimed to be.
  var skipped = (offset: 0, length: 0)

  enum State: UInt8, Sendable { case start, pcapSniff, pcap, pcapng, failed }
  enum LengthOrder: UInt8, Sendable { case normal, swapped, perhapsSwapped }

  /// What decoding a packet's time and type needs of its interface.
  struct InterfaceClock: Sendable, BitwiseCopyable {
    var linkType: LinkType
    var snapLength: UInt32
    var resolution: TimestampResolution
  }

  /// A parser at the start of source `source` (from 0) of an analysis.
  public init(source: Int = 0) { self.source = source }

  /// Reads the next item from `window`, whose first byte is byte `base` of the file.
  ///
  /// - Parameter isFinal: Whether the file ends where the window ends.
  @inline(__always)
  public mutating func next(_ window: RawSpan, base: Int, isFinal: Bool) throws(CaptureFileError) -> Step {
    if state == .pcap { return try nextPcapRecord(window, base: base, isFinal: isFinal) }
    return try nextOther(window, base: base, isFinal: isFinal)
  }

  /// Shows every frame that is whole in `window` to `body`, until something else comes: another item, the need for more
  /// bytes, or a frame for which `body` says false; that one is an item then. The swiftest way through a file.
  @inlinable @inline(__always)
  public mutating func frames(
    _ window: RawSpan, base: Int, isFinal: Bool, _ body: (Frame, RawSpan) -> Bool
  ) throws(CaptureFileError) -> Step {
    if !isSwapped, let refused = pcapFrames(window, base: base, swapped: false, body) { return .item(refused) }
    return try otherFrames(window, base: base, isFinal: isFinal, body)
  }

  /// Shows ordinary records; returns the one that was refused.
  @inlinable @inline(__always)
  mutating func pcapFrames(
    _ window: RawSpan, base: Int, swapped: Bool, _ body: (Frame, RawSpan) -> Bool
  ) -> CaptureItem? {
    guard var records = ordinaryRecords(base: base) else { return nil }
    defer { resume(after: records, base: base) }
    while let (frame, bytes) = records.next(window, swapped: swapped) {
      guard body(frame, unsafe window.extracting(unchecked: bytes)) else { return .frame(frame, bytes: bytes) }
    }
    return nil
  }

  /// Shows the frames of files of other kinds, and those behind anything else.
  @inline(never) @usableFromInline
  mutating func otherFrames(
    _ window: RawSpan, base: Int, isFinal: Bool, _ body: (Frame, RawSpan) -> Bool
  ) throws(CaptureFileError) -> Step {
    if isSwapped, let refused = pcapFrames(window, base: base, swapped: true, body) { return .item(refused) }
    while true {
      let step = try next(window, base: base, isFinal: isFinal)
      guard case .item(.frame(let frame, let range)) = step, body(frame, window.extracting(range)) else { return step }
    }
  }

  mutating func nextOther(_ window: RawSpan, base: Int, isFinal: Bool) throws(CaptureFileError) -> Step {
    switch state {
    case .start: return try begin(window, base: base, isFinal: isFinal)
    case .pcapSniff:
      guard sniffPcapVariant(window, base: base, isFinal: isFinal) else {
        return .needsMore(min(Self.sniffedLength, window.byteCount &- (offset &- base) &+ 1))
      }
      return .item(.interface(0))
    case .pcap: return try nextPcapRecord(window, base: base, isFinal: isFinal)
    case .pcapng: return try nextBlock(window, base: base, isFinal: isFinal)
    case .failed: return .end
    }
  }

  /// Tells the formats apart by their first four bytes.
  private mutating func begin(_ window: RawSpan, base: Int, isFinal: Bool) throws(CaptureFileError) -> Step {
    if window.byteCount == 0, isFinal { throw fail(.empty) }
    guard window.byteCount >= 4 else { return try more(4, window.byteCount, isFinal) }
    let magic = window.u32(0, swapped: false)
    if magic == BlockType.sectionHeader {
      state = .pcapng
      format = .pcapng
      return try nextBlock(window, base: base, isFinal: isFinal)
    }
    return try beginPcap(magic, window, isFinal: isFinal)
  }

  /// Asks for `needed` bytes, or reports the end of the file where there are no more.
  @inline(never)
  mutating func more(_ needed: Int, _ available: Int, _ isFinal: Bool) throws(CaptureFileError) -> Step {
    guard isFinal else { return .needsMore(needed) }
    if available == 0, state != .start {
      state = .failed
      return .end
    }
    throw fail(.truncated(needed: needed, available: available))
  }

  /// Remembers that nothing follows, and makes the error.
  @inline(never)
  mutating func fail(_ problem: CaptureFileError.Problem) -> CaptureFileError {
    state = .failed
    return CaptureFileError(offset: offset, problem: problem)
  }

  /// Counts one more row and names it.
  @inline(__always)
  mutating func nextRow() -> FrameID {
    rows &+= 1
    return FrameID(source: source, number: rows)
  }

  /// The longest packet that can be: D-Bus and USB allow more than networks do (as in Wireshark's wiretap).
  static func maximumPacketLength(_ type: LinkType) -> Int {
    switch type.rawValue {
    case 220, 231, 249, 279: maximumBlockLength &- 64
    default: maximumPacketLength
    }
  }
}
