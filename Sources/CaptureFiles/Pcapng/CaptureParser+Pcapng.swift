import Wire

extension CaptureParser {
  /// Reads blocks until one is of interest.
  @inline(__always)
  mutating func nextBlock(_ window: RawSpan, base: Int, isFinal: Bool) throws(CaptureFileError) -> Step {
    while true {
      let position = offset &- base
      let available = window.byteCount &- position
      if available < 0, isFinal { throw cutSkip(fileEnd: base &+ window.byteCount) }
      guard available >= 12 else { return try more(12, max(0, available), isFinal) }
      let type = window.u32(position, swapped: isSwapped)
      if type == BlockType.sectionHeader { try readByteOrder(window, at: position) }
      let leading = window.u32(position &+ 4, swapped: isSwapped)
      guard leading >= 12, leading & 3 == 0 else {
        throw fail(.impossibleLength(UInt64(leading), limit: Self.maximumBlockLength))
      }
      let length = Int(leading)
      if Self.mustBeWhole(type) {
        if length > Self.maximumBlockLength {
          throw fail(.impossibleLength(UInt64(leading), limit: Self.maximumBlockLength))
        }
        guard available >= length else { return try more(length, available, isFinal) }
        let trailing = window.u32(position &+ length &- 4, swapped: isSwapped)
        guard trailing == leading else { throw fail(.lengthMismatch(leading: leading, trailing: trailing)) }
      } else {
        skipped = (offset, length)
      }
      let item = try read(type, window, position &+ 8..<position &+ length &- 4)
      offset &+= length
      if let item { return .item(item) }
    }
  }

  /// The end of the file lies within a block that was stepped over.
  private mutating func cutSkip(fileEnd: Int) -> CaptureFileError {
    state = .failed
    return CaptureFileError(
      offset: skipped.offset, problem: .truncated(needed: skipped.length, available: fileEnd &- skipped.offset))
  }

  /// Blocks whose content is read; the others are stepped over, whatever their length.
  @inline(__always)
  private static func mustBeWhole(_ type: UInt32) -> Bool {
    switch type {
    case BlockType.sectionHeader, BlockType.interfaceDescription, BlockType.packet, BlockType.simplePacket,
      BlockType.interfaceStatistics, BlockType.enhancedPacket, BlockType.journal:
      true
    default: false
    }
  }

  @inline(__always)
  private mutating func read(
    _ type: UInt32, _ window: RawSpan, _ body: Range<Int>
  ) throws(CaptureFileError) -> CaptureItem? {
    if type == BlockType.enhancedPacket { return try enhancedPacket(window, body) }
    return try readOther(type, window, body)
  }

  private mutating func readOther(
    _ type: UInt32, _ window: RawSpan, _ body: Range<Int>
  ) throws(CaptureFileError) -> CaptureItem? {
    switch type {
    case BlockType.sectionHeader: return try sectionHeader(window, body)
    case BlockType.interfaceDescription: return try interfaceDescription(window, body)
    case BlockType.packet: return try obsoletePacket(window, body)
    case BlockType.simplePacket: return try simplePacket(window, body)
    case BlockType.interfaceStatistics: return try interfaceStatistics(window, body)
    case BlockType.journal: return .journal(nextRow(), bytes: body)
    case BlockType.custom, BlockType.customNotCopied, BlockType.sysdigEvent, BlockType.sysdigEvent2,
      BlockType.sysdigEvent2Large:
      return .row(nextRow(), blockType: type)
    default: return nil
    }
  }

  /// The mark behind a section header's length says how to read that length.
  private mutating func readByteOrder(_ window: RawSpan, at position: Int) throws(CaptureFileError) {
    let mark = window.u32(position &+ 8, swapped: false)
    switch mark {
    case 0x1a2b_3c4d: isSwapped = false
    case 0x4d3c_2b1a: isSwapped = true
    default: throw fail(.unknownByteOrder(mark.bigEndian))
    }
  }

  /// Refuses a body that is shorter than its fixed part.
  @inline(__always)
  func require(_ count: Int, _ body: Range<Int>) throws(CaptureFileError) {
    guard body.count < count else { return }
    throw CaptureFileError(offset: offset, problem: .truncated(needed: count &+ 12, available: body.count &+ 12))
  }
}
