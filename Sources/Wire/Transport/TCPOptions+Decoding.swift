extension TCPOptions {
  /// Reads the options between byte 20 and `headerLength` of the segment at `extent`.
  ///
  /// A length below two or beyond the header ends the reading and sets ``Kinds/malformed``; the end of the captured
  /// bytes is the snap length's doing and sets ``Kinds/cut``.
  init(reading bytes: RawSpan, _ extent: Extent, headerLength: Int) {
    self.init()
    if headerLength > extent.count { kinds.insert(.malformed) }
    if headerLength > extent.captured(bytes) { kinds.insert(.cut) }
    let end = extent.start &+ min(headerLength, extent.count)
    let captured = min(end, bytes.byteCount)
    var offset = extent.start &+ 20
    while offset < captured {
      let kind = bytes.unchecked8(offset)
      if kind == 0 { return }
      if kind == 1 {
        offset &+= 1
        continue
      }
      guard offset &+ 1 < captured else {
        if offset &+ 1 >= end { kinds.insert(.malformed) }
        return
      }
      let length = Int(bytes.unchecked8(offset &+ 1))
      guard length >= 2, offset &+ length <= end else {
        kinds.insert(.malformed)
        return
      }
      guard offset &+ length <= captured else { return }
      read(kind: kind, length: length, bytes, at: offset &+ 2)
      offset &+= length
    }
  }

  /// Keeps what one whole option says; a known kind with a length that it cannot have is malformed.
  ///
  /// The caller has seen that all of it was captured.
  @inline(__always)
  private mutating func read(kind: UInt8, length: Int, _ bytes: RawSpan, at value: Int) {
    switch (kind, length) {
    case (2, 4):
      maximumSegmentSize = bytes.unchecked16(value)
      kinds.insert(.maximumSegmentSize)
    case (3, 3):
      windowScale = min(14, bytes.unchecked8(value))
      kinds.insert(.windowScale)
    case (4, 2):
      kinds.insert(.sackPermitted)
      noteOrder()
    case (5, 10), (5, 18), (5, 26), (5, 34):
      readBlocks(length: length, bytes, at: value)
    case (8, 10):
      timestampValue = bytes.unchecked32(value)
      timestampEcho = bytes.unchecked32(value &+ 4)
      kinds.insert(.timestamps)
      noteOrder()
    case (19, 18): kinds.insert(.md5Signature)
    case (29, 4...): kinds.insert(.authentication)
    case (30, 3...): readMultipath(length: length, bytes, at: value)
    case (34, _): kinds.insert(.fastOpen)
    case (254, 4...) where bytes.word(value) == 0xf989: kinds.insert(.fastOpen)  // Before RFC 7413.
    case (2...5, _), (8, _), (19, _), (29, _), (30, _): kinds.insert(.malformed)
    default: kinds.insert(.other)
    }
  }

  /// Notes that an option came after the window scale.
  private mutating func noteOrder() {
    if kinds.contains(.windowScale) { kinds.insert(.scaleFirst) }
  }

  /// SACK (RFC 2018 §3): pairs of edges, the latest block first; the right-most edge is kept.
  private mutating func readBlocks(length: Int, _ bytes: RawSpan, at value: Int) {
    var edge = SequenceNumber(rawValue: bytes.long(value &+ 4))
    for block in stride(from: 8, to: length &- 2, by: 8) {
      let next = SequenceNumber(rawValue: bytes.long(value &+ block &+ 4))
      if edge.precedes(next) { edge = next }
    }
    sackRightEdge = edge
    kinds.insert(.sack)
  }

  /// MPTCP (RFC 8684 §3): the subtype in four bits; MP_TCPRST carries a reason in its last byte.
  private mutating func readMultipath(length: Int, _ bytes: RawSpan, at value: Int) {
    let subtype = bytes.byte(value) >> 4
    multipathSubtypes |= 1 << UInt16(subtype)
    kinds.insert(.multipath)
    if subtype == 8, length >= 4 { multipathResetReason = bytes.byte(value &+ 1) }
  }
}
